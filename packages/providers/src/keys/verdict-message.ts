import type { KeyOutcome, VerificationResponse, VerifiedCredential } from './key-verdict.ts';
import { retryAfterOf } from './retry-after.ts';

type Sentence = (credential: VerifiedCredential, response: VerificationResponse) => string;

const sentences: Readonly<Record<KeyOutcome, Sentence>> = {
  works: ({ name, noun }) => `${name} accepts this ${noun}.`,
  rejected: ({ name, noun }) =>
    `${name} rejected this ${noun}: it is wrong, revoked or expired. Create a new one at ${name} and paste it here.`,
  expired: ({ name, noun }) => `This ${noun} has expired. Create a new one at ${name} and paste it here.`,
  'missing-scope': ({ name, noun, scopes }) =>
    `${name} knows this ${noun}, but it lacks a permission. ${
      scopes.length > 0 ? `It needs: ${scopes.join(', ')}.` : 'Choose more permissions for it.'
    } Change it at ${name}, or create a new one and paste it here.`,
  blocked: ({ name, noun }) =>
    `${name} blocks this ${noun} or its account. An organization's policy can be the reason. Ask your administrator at ${name}.`,
  'rate-limited': ({ name }, response) => `${name} is rate limiting requests; retry in ${pauseOf(response)}.`,
  unreachable: ({ name }, response) => `Could not reach ${name}: ${causeOf(response)}.`,
  'provider-error': ({ name }, response) =>
    `${name} returned HTTP ${statusOf(response)}. Try again in a minute.`,
  'unexpected-response': ({ name }, response) =>
    `The response (HTTP ${statusOf(response)}) is not one of ${name}'s API. A proxy or a sign-in page of the network can be the reason, or a wrong address.`,
};

/** Sentences for the user. They contain nothing of the key or the response, except its status. */
export function verdictMessage(
  credential: VerifiedCredential,
  outcome: KeyOutcome,
  response: VerificationResponse,
): string {
  return sentences[outcome](credential, response);
}

const statusOf = (response: VerificationResponse) => ('failure' in response ? undefined : response.status);

function pauseOf(response: VerificationResponse): string {
  const seconds = retryAfterOf(response);
  return seconds === undefined ? 'a minute' : `${seconds} s`;
}

const causes: readonly (readonly [RegExp, string])[] = [
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'its host name was not found'],
  [/^ECONNREFUSED$/, 'the connection was refused'],
  [/TIMEOUT|^ETIMEDOUT$|^TimeoutError$/i, 'there was no response in time'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/, 'its certificate is not trusted on this machine'],
];

function causeOf(response: VerificationResponse): string {
  const failure = 'failure' in response ? response.failure : '';
  return causes.find(([code]) => code.test(failure))?.[1] ?? 'the connection failed';
}
