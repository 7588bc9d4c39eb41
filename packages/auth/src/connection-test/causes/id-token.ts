import { refusedAlgorithm } from '../../core/grants/check-error.ts';
import type { Evidence } from '../failure.ts';
import type { Row } from '../row.ts';

/** Returns whether the step validates an ID token. */
export const isChecked = ({ step }: Evidence) => step === 'token' || step === 'refresh';
const keysAt = ({ metadata }: Evidence) => metadata?.jwks_uri ?? 'its jwks_uri';

/** Returns the claim whose check failed (OpenID Connect Core 1.0 section 3.1.3.7). */
export function failedClaim({ causes }: Evidence): string | undefined {
  const claim = causes.map(({ claim }) => claim).find((each) => typeof each === 'string');
  if (typeof claim === 'string') return claim;
  const words = causes.map(({ message }) => String(message)).join(' ');
  return /"(iss|aud|azp|nonce|sub|iat|exp|nbf|auth_time)"/.exec(words)?.[1];
}

/** Returns whether a token response contains an access token, and no ID token although `openid` was requested. */
function lacksIdToken(evidence: Evidence): boolean {
  const members = evidence.observed.findLast(({ members }) => members?.access_token !== undefined)?.members;
  return (
    isChecked(evidence) &&
    members !== undefined &&
    members.id_token === undefined &&
    evidence.scopes.includes('openid')
  );
}

const isClaim = (claim: string) => (evidence: Evidence) =>
  isChecked(evidence) && failedClaim(evidence) === claim;

/** Causes of a failed check of a signature or time. */
export const signatureRows: readonly Row[] = [
  {
    when: (evidence) => refusedAlgorithm(evidence.caught) === 'none',
    cause: ({ name }) => `${name} does not sign ID tokens (alg: none).`,
    fix: ({ name }) => `Choose RS256 or ES256 as the ID token signature algorithm of your app at ${name}.`,
  },
  {
    when: (evidence) => isChecked(evidence) && refusedAlgorithm(evidence.caught) !== undefined,
    cause: ({ name, caught }) =>
      `${name} signs ID tokens with ${refusedAlgorithm(caught)}, which its discovery document does not announce or which needs a shared secret.`,
    fix: ({ name }) => `Choose RS256 or ES256 as the ID token signature algorithm of your app at ${name}.`,
  },
  {
    when: (evidence) => /for its keys|no usable keys/.test(evidence.message),
    cause: (evidence) =>
      `The signing keys at ${keysAt(evidence)} could not be read, so no ID token can be checked.`,
    fix: (evidence) => `Make ${evidence.name} serve its keys (a JSON Web Key Set) at ${keysAt(evidence)}.`,
  },
  {
    when: (evidence) => /publishes a signing key/.test(evidence.message),
    cause: (evidence) =>
      `A signing key at ${keysAt(evidence)} is malformed, or shorter than 2048 bits (RFC 7518 section 3.3).`,
    fix: ({ name }) => `Make a new RSA key of 2048 bits or more, or an EC key, at ${name}.`,
  },
  {
    when: ({ codes }) => codes.includes('OAUTH_KEY_SELECTION_FAILED'),
    cause: (evidence) =>
      `The ID token is signed with a key (kid) that is not among the keys at ${keysAt(evidence)}.`,
    fix: ({ name, places }) =>
      `Make all nodes of ${name} use and publish the same keys; a cache in between may have old ones. Compare ${places.issuer} too.`,
  },
  {
    when: (evidence) => /user info of another user/.test(evidence.message),
    cause: () =>
      'User info has another subject (sub) than the ID token (OpenID Connect Core 1.0 section 5.3.2).',
    fix: ({ name }) =>
      `Make ${name} send the same sub in user info and ID token: look at the subject (pairwise, public) and claim mapping of your app.`,
  },
  {
    when: (evidence) => isChecked(evidence) && /clock is/.test(evidence.message),
    cause: (evidence) =>
      /This computer's clock is[^.]*\./.exec(evidence.message)?.[0] ?? 'The clocks differ.',
    fix: () => 'Set the date and time of this computer.',
  },
  {
    when: ({ codes }) => codes.includes('OAUTH_JWT_TIMESTAMP_CHECK_FAILED'),
    cause: () => 'The ID token has expired or is not valid yet, and the clocks agree.',
    fix: ({ name }) =>
      `Set the lifetime of ID tokens at ${name} to some minutes, and check the clock of its servers.`,
  },
];

/** Causes of an ID token with an unexpected signature or claim, or without one. */
export const claimRows: readonly Row[] = [
  {
    when: ({ causes }) => causes.some((cause) => 'signature' in cause && 'key' in cause),
    cause: (evidence) => `The signature of the ID token does not verify with the key at ${keysAt(evidence)}.`,
    fix: ({ name, places }) => `Make ${name} publish the key that it signs with; compare ${places.issuer}.`,
  },
  {
    when: isClaim('aud'),
    cause: ({ provider }) => `The ID token is for another client (aud) than ${provider?.clientId}.`,
    fix: ({ places, name }) =>
      `Compare ${places.clientId} with the client ID that ${name} shows, and the audience mapping there.`,
  },
  {
    when: isClaim('iss'),
    cause: ({ provider }) => `The ID token names another issuer (iss) than ${provider?.issuer}.`,
    fix: ({ places, name }) =>
      `Set ${places.issuer} to the issuer in the tokens, or the public address of the server at ${name}.`,
  },
  {
    when: isClaim('nonce'),
    cause: ({ name }) => `The ID token of ${name} does not have the nonce that was sent.`,
    fix: ({ name }) =>
      `Make ${name} put the nonce of the request into ID tokens: another login page or proxy may drop it.`,
  },
  {
    when: lacksIdToken,
    cause: ({ name }) =>
      `${name} sent an access token and no ID token, although the scope openid was requested.`,
    fix: ({ name }) =>
      `Allow the scope openid for your app at ${name}, and make it an OpenID Connect client.`,
  },
];
