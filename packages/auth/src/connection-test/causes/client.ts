import type { Evidence } from '../failure.ts';
import { providerFile, type Row } from '../row.ts';
import {
  authenticationUsed,
  isMethodRejected,
  isSecretUnset,
  listedMethods,
  methodRegistered,
  needsEncoding,
  otherMethod,
  setMethod,
  usedMethod,
} from './authentication.ts';

const saysCredentials =
  /client[ _-]?(?:secret|authentication|assertion)|client credentials?(?! (?:grant|flow))|invalid client\b|unauthenticated client|bad_client_secret|incorrect_client_credentials/;

/**
 * Returns whether the client was rejected: with the code in the RFC, a 401 without a code, or a message about
 * credentials (Keycloak, Entra).
 */
function isClientRejected({ error, errorDescription, step, last, status }: Evidence): boolean {
  if (!['authorization', 'device', 'token', 'refresh'].includes(step)) return false;
  if (/invalid_client|incorrect_client_credentials|bad_client_secret|client_not_found/.test(error ?? ''))
    return true;
  const isRejected =
    error === undefined || /unauthorized_client|invalid_request|invalid_grant|access_denied/.test(error);
  if (error === undefined && [401, 403].includes(last?.status ?? status ?? 0)) return true;
  return isRejected && saysCredentials.test(errorDescription);
}

const unknownClient =
  /unknown client|unregistered client|no such client|invalid_client_id|client_not_found|client (?:id |with )?(?:\S+ )?(?:was |is |does )?(?:not (?:found|exist|known|registered)|unknown)|application with identifier|invalid client_?id|invalid client id|could not find client|client not found/;

/** Returns whether the provider accepted this client ID in the browser. Then the secret is wrong. */
const idIsKnown = ({ step, grant, provider, metadata }: Evidence) =>
  grant === 'authorization_code' &&
  (step === 'token' || step === 'refresh') &&
  !(provider?.pushedAuthorization ?? metadata?.require_pushed_authorization_requests);

const notKnown = ({ name, provider }: Evidence) =>
  `${name} does not know the client ID "${provider?.clientId}".`;

const setId = ({ places, name }: Evidence) =>
  `Set ${places.clientId} to the client ID that ${name} shows, and compare the tenant or realm of ${places.issuer}.`;

const useSecret = ({ places, name }: Evidence) =>
  `Set ${places.clientSecret} to the client secret that ${name} shows, or make the client a public one there.`;

/** Causes of a rejected client. */
const rejections: readonly Row[] = [
  {
    when: (evidence) =>
      /(?:public|should not|must not|neither|no client secret)[^.]*(?:client_secret|secret|presented|credentials)/.test(
        evidence.errorDescription,
      ) && !isSecretUnset(evidence),
    cause: (evidence) =>
      `The client is public at ${evidence.name}, and a secret was sent. ${authenticationUsed(evidence)}`,
    fix: (evidence) => setMethod('none', evidence),
  },
  {
    when: (evidence) =>
      methodRegistered(evidence) !== undefined &&
      !(isSecretUnset(evidence) && methodRegistered(evidence) !== 'none'),
    cause: (evidence) =>
      `The client is registered for ${methodRegistered(evidence)}. ${authenticationUsed(evidence)}`,
    fix: (evidence) => setMethod(methodRegistered(evidence), evidence),
  },
  {
    when: (evidence) => isMethodRejected(evidence) && !isSecretUnset(evidence),
    cause: (evidence) =>
      `The client may not authenticate with ${usedMethod(evidence)}. ${authenticationUsed(evidence)}`,
    fix: (evidence) => setMethod(otherMethod(evidence), evidence),
  },
  {
    when: (evidence) => unknownClient.test(evidence.errorDescription) && !idIsKnown(evidence),
    cause: notKnown,
    fix: setId,
  },
  {
    when: isSecretUnset,
    cause: (evidence) => `${evidence.name} requires a client secret. ${authenticationUsed(evidence)}`,
    fix: useSecret,
  },
  {
    when: (evidence) =>
      listedMethods(evidence) !== undefined && !listedMethods(evidence)?.includes(usedMethod(evidence)),
    cause: (evidence) =>
      `${evidence.name} does not list the method that was used. ${authenticationUsed(evidence)}`,
    fix: (evidence) => setMethod(listedMethods(evidence)?.[0], evidence),
  },
  {
    when: (evidence) => /expired/.test(evidence.errorDescription),
    cause: (evidence) => `The client secret has expired. ${authenticationUsed(evidence)}`,
    fix: ({ places, name }) => `Make a new client secret at ${name}, and set ${places.clientSecret} to it.`,
  },
  {
    when: (evidence) => usedMethod(evidence) === 'private_key_jwt',
    cause: (evidence) =>
      `${evidence.name} did not accept the signed assertion: the public key, its kid or the audience is not the one registered. ${authenticationUsed(evidence)}`,
    fix: ({ name, places }) =>
      `Register the public key of clientKey under the kid in clientKeyId at ${name}; compare ${places.clientId}.`,
  },
  {
    when: (evidence) => usedMethod(evidence) === 'client_secret_basic' && needsEncoding(evidence),
    cause: (evidence) =>
      `The client secret is wrong, or ${evidence.name} does not decode its special characters in client_secret_basic (RFC 6749 section 2.3.1). ${authenticationUsed(evidence)}`,
    fix: (evidence) =>
      `Compare ${evidence.places.clientSecret} with the secret that ${evidence.name} shows; if it is right, set clientAuthentication: 'client_secret_post' in ${providerFile}.`,
  },
  {
    when: (evidence) => idIsKnown(evidence) || /secret/.test(evidence.errorDescription),
    cause: (evidence) => `The client secret is wrong. ${authenticationUsed(evidence)}`,
    fix: (evidence) =>
      `Set ${evidence.places.clientSecret} to the client secret that ${evidence.name} shows; if it is right, set clientAuthentication: '${otherMethod(evidence)}' in ${providerFile}.`,
  },
  {
    when: () => true,
    cause: (evidence) =>
      `The client ID is unknown, or the client secret is wrong. ${authenticationUsed(evidence)}`,
    fix: ({ places, name }) =>
      `Compare ${places.clientId} and ${places.clientSecret} with what ${name} shows.`,
  },
];

/** Causes in the client's credentials: ID, secret, method. */
export const clientRows: readonly Row[] = [
  {
    // The browser's request carries no secret.
    when: ({ step, error, errorDescription }) =>
      step === 'callback' && (error === 'invalid_client' || unknownClient.test(errorDescription)),
    cause: notKnown,
    fix: setId,
  },
  ...rejections.map(({ when, ...row }) => ({
    ...row,
    when: (evidence: Evidence) => isClientRejected(evidence) && when(evidence),
  })),
  {
    // glewlwyd uses the code for a grant that is not allowed, although the browser returned with a code.
    when: (evidence) => evidence.errorDescription === 'unauthorized_client' && idIsKnown(evidence),
    cause: (evidence) =>
      `The client secret is wrong or missing, or your app is not allowed this grant. ${authenticationUsed(evidence)}`,
    fix: ({ places, name }) =>
      `Set ${places.clientSecret} to the client secret that ${name} shows; if it is right, allow the grant for your app there.`,
  },
];
