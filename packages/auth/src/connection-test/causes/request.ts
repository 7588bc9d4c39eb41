import type { Evidence } from '../failure.ts';
import { redirectFieldOf } from '../fields.ts';
import { providerFile, type Row } from '../row.ts';

const grantNames = {
  authorization_code: 'the authorization code grant (standard flow)',
  device_code: 'the device authorization grant',
  client_credentials: 'the client credentials grant (service account)',
} as const;

const registerRedirect = ({ preset, redirectUri, name }: Evidence) =>
  `Register exactly ${redirectUri} as "${redirectFieldOf(preset)}" at ${name}.`;

/** Returns requested scopes that the provider names in its error, or does not list. */
function refusedScopes({ scopes, errorDescription, metadata }: Evidence): readonly string[] {
  const words = new Set(errorDescription.split(/[^\w:/.-]+/));
  const named = scopes.filter((scope) => words.has(scope.toLowerCase()));
  if (named.length > 0 && named.length < scopes.length) return named;
  const { scopes_supported: supported } = metadata ?? {};
  return Array.isArray(supported) ? scopes.filter((scope) => !supported.includes(scope)) : [];
}

function allowScopes(evidence: Evidence): string {
  const rejectedMethod = refusedScopes(evidence);
  const which = rejectedMethod.length > 0 ? rejectedMethod.join(' ') : 'these scopes';
  if (rejectedMethod.length === 1 && rejectedMethod[0] === 'offline_access') {
    return `Allow offline_access for your app at ${evidence.name}, or set offlineAccess: false in ${providerFile}.`;
  }
  return `Allow ${which} for your app at ${evidence.name}, or list other scopes in ${providerFile}: scopes.`;
}

const isRequest = ({ step }: Evidence) =>
  ['authorization', 'callback', 'device', 'token', 'refresh'].includes(step);

/** Causes in the request: something that the provider does not allow. */
export const requestRows: readonly Row[] = [
  {
    when: (evidence) =>
      isRequest(evidence) &&
      /redirect.?ur[il]|redirect_mismatch|callback.?ur[il]|reply.?url/.test(evidence.errorDescription),
    cause: ({ redirectUri }) =>
      `The redirect URI that was sent is not one that is registered: ${redirectUri}`,
    fix: registerRedirect,
  },
  {
    when: (evidence) =>
      isRequest(evidence) &&
      /pushed.authorization|request_uri/.test(evidence.errorDescription) &&
      evidence.step !== 'authorization',
    cause: ({ name }) => `${name} takes only pushed authorization requests (PAR, RFC 9126) from this client.`,
    fix: () => `Set pushedAuthorization: true in ${providerFile}.`,
  },
  {
    when: ({ step, last, metadata }) =>
      step === 'authorization' &&
      (last?.status === 404 || last?.status === 405) &&
      last.url === metadata?.pushed_authorization_request_endpoint,
    cause: ({ name }) => `${name} does not serve the pushed authorization request endpoint that it names.`,
    fix: () => `Set pushedAuthorization: false in ${providerFile}.`,
  },
  {
    when: (evidence) =>
      isRequest(evidence) &&
      /code.?challenge|code.?verifier|pkce/.test(evidence.errorDescription) &&
      evidence.preset.pkce.method === 'off',
    cause: ({ name }) => `${name} requires PKCE (RFC 7636), and the preset does without.`,
    fix: ({ preset }) => `Set pkce: { method: 'S256' } in the preset ${preset.id}.`,
  },
  {
    when: (evidence) =>
      isRequest(evidence) && /code.?challenge|code.?verifier|pkce/.test(evidence.errorDescription),
    cause: ({ name }) =>
      `${name} did not accept the PKCE challenge (S256), or did not keep it until the exchange.`,
    fix: ({ name }) => `Set the PKCE method of your app at ${name} to S256.`,
  },
  {
    when: (evidence) =>
      isRequest(evidence) &&
      /public client|public app/.test(evidence.errorDescription) &&
      evidence.grant === 'client_credentials',
    cause: ({ name }) =>
      `The client is public at ${name}; the client credentials grant needs a client with a secret.`,
    fix: ({ name, places }) => `Make the client confidential at ${name}, and set ${places.clientSecret}.`,
  },
  {
    when: (evidence) =>
      isRequest(evidence) &&
      (/invalid_scope/.test(evidence.errorDescription) ||
        (/scope/.test(evidence.errorDescription) && !/insufficient/.test(evidence.errorDescription))),
    cause: (evidence) => {
      const rejectedMethod = refusedScopes(evidence);
      return rejectedMethod.length > 0
        ? `The provider does not know a scope, or your app may not ask for it: ${rejectedMethod.join(' ')}.`
        : 'The provider does not know a scope, or your app may not ask for it.';
    },
    fix: allowScopes,
  },
  {
    when: (evidence) =>
      isRequest(evidence) && /invalid_target|invalid_resource|audience/.test(evidence.errorDescription),
    cause: ({ name }) => `${name} does not know the API (audience, resource) that the token is for.`,
    fix: ({ name, preset }) =>
      `Register the API at ${name}, or change authorizationParameters of the preset ${preset.id}.`,
  },
  {
    when: (evidence) =>
      evidence.step === 'refresh' &&
      /unauthorized_client|unsupported_grant_type/.test(evidence.errorDescription),
    cause: () => 'The app is not allowed the refresh token grant.',
    fix: ({ name }) =>
      `Allow the refresh token grant for your app at ${name}, or set offlineAccess: false in ${providerFile}.`,
  },
  {
    when: (evidence) =>
      isRequest(evidence) &&
      /unauthorized_client|unsupported_grant_type|unsupported_response_type|grant.?type|not (?:allowed|enabled|authorized)[^.]*(?:grant|flow)|flow is disabled/.test(
        evidence.errorDescription,
      ),
    cause: ({ grant }) => `The app is not allowed ${grantNames[grant]}.`,
    fix: ({ grant, name }) =>
      `Allow ${grantNames[grant]} for your app at ${name}${grant === 'authorization_code' ? '' : `, or remove '${grant}' from grants in ${providerFile}`}.`,
  },
  {
    when: ({ code }) => code === 'grant-unsupported',
    cause: ({ name }) => `The discovery document of ${name} has no device_authorization_endpoint.`,
    fix: ({ name }) =>
      `Switch the device authorization grant on at ${name}, or remove 'device_code' from grants in ${providerFile}.`,
  },
  {
    when: ({ code }) => code === 'device-code-expired',
    cause: () => 'The code was not entered before it expired.',
    fix: () => 'Test again, open the page and enter the code.',
  },
  {
    when: (evidence) =>
      isRequest(evidence) &&
      (evidence.code === 'access-denied' ||
        /access_denied|authorization_declined/.test(evidence.errorDescription)),
    cause: () => 'The user denied access, or an administrator must approve the app first.',
    fix: ({ name }) =>
      `Test again and allow it; if there is nothing to allow, ask the administrator of ${name}.`,
  },
  {
    when: (evidence) =>
      isRequest(evidence) &&
      /(?:login|interaction|consent|account_selection)_required/.test(evidence.errorDescription),
    cause: ({ name }) => `${name} requires the user's interaction, and the request does not allow it.`,
    fix: ({ preset }) =>
      `Remove prompt=none from authorizationParameters of the preset ${preset.id}, and sign in again.`,
  },
  {
    // Some servers send an error with an empty body.
    when: ({ step, errorDescription, last }) =>
      step === 'refresh' &&
      (/invalid_grant|invalid_request|expired|revoked/.test(errorDescription) ||
        (errorDescription === '' && last?.status === 400)),
    cause: () => 'The refresh token is not valid any more: used before, revoked, or bound to another client.',
    fix: ({ name }) =>
      `Look at the refresh token settings of your app at ${name}: lifetime, rotation, reuse.`,
  },
  {
    when: (evidence) => isRequest(evidence) && /invalid_grant/.test(evidence.errorDescription),
    cause: () => 'The code was used before, has expired, or belongs to another client or redirect URI.',
    fix: (evidence) => `Test again at once. If it stays: ${registerRedirect(evidence)}`,
  },
];
