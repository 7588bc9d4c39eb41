import { providerFile, type Row } from '../row.ts';
import { failedClaim, isChecked } from './id-token.ts';

/** Causes of a malformed authorization response (RFC 6749 section 4.1.2, RFC 9207). */
export const callbackRows: readonly Row[] = [
  {
    when: (evidence) => evidence.code === 'response-invalid' && failedClaim(evidence) === 'iss',
    cause: () => 'The authorization response names another issuer (iss, RFC 9207), or none.',
    fix: ({ places }) => `Set ${places.issuer} to exactly the issuer that the provider sends.`,
  },
  {
    when: ({ code }) => code === 'response-invalid',
    cause: () =>
      'The authorization response is malformed: a parameter is missing, duplicated, or not the one that was sent.',
    fix: ({ name }) =>
      `Look at what stands between the browser and ${name}: a proxy, an extension of the browser, a login plugin.`,
  },
];

/** Causes in responses of the token endpoint and of user info: wrong members. */
export const responseRows: readonly Row[] = [
  {
    when: ({ step, errorDescription, status, scopes }) =>
      step === 'profile' &&
      !scopes.includes('openid') &&
      /insufficient|openid|403/.test(`${errorDescription} ${status}`),
    cause: () => 'The access token is valid, but a scope for the profile is missing.',
    fix: ({ name }) =>
      `Allow the scopes of the profile for your app at ${name}, and list them in ${providerFile}: scopes.`,
  },
  {
    when: ({ step }) => step === 'profile',
    cause: ({ last }) =>
      `The user info endpoint did not say who signed in: HTTP ${last?.status ?? 'error'}. A scope for the profile is missing, or the address is wrong.`,
    fix: ({ name }) =>
      `Allow the scopes of the profile for your app at ${name}, or list them in ${providerFile}: scopes.`,
  },
  {
    when: (evidence) =>
      isChecked(evidence) && evidence.last?.members === undefined && evidence.last?.status === 200,
    cause: ({ last }) =>
      `The response of the token endpoint is not JSON (${last?.contentType ?? 'no content type'}).`,
    fix: ({ metadata, places }) =>
      `Check what responds at ${metadata?.token_endpoint}: a proxy or a login page. Correct ${places.issuer} if it is wrong.`,
  },
  {
    when: (evidence) => isChecked(evidence) && evidence.last?.status === 200 && evidence.error === undefined,
    cause: () =>
      'The token response lacks what RFC 6749 section 5.1 requires: access_token and token_type "Bearer".',
    fix: ({ name, metadata }) =>
      `Make ${name} answer as RFC 6749 section 5.1 says at ${metadata?.token_endpoint}.`,
  },
];

/** Causes of a server that is unavailable or limits the rate of requests. */
export const unavailableRows: readonly Row[] = [
  {
    when: ({ last, status, errorDescription }) =>
      [429, 500, 502, 503, 504].includes(status ?? last?.status ?? 0) ||
      /server_error|temporarily_unavailable/.test(errorDescription),
    cause: ({ name, status, last }) => {
      const code = [status, last?.status].find((each) => each !== undefined && (each === 429 || each >= 500));
      return `${name} cannot serve the request now${code ? `: HTTP ${code}` : ''}.`;
    },
    fix: ({ name }) => `Test again in a minute; if it stays, look at the log of ${name}.`,
  },
];
