import { generateKeyPairSync } from 'node:crypto';
import { type Misconfiguration, page } from './misconfiguration.ts';

const day = 24 * 60 * 60;
const now = () => Math.floor(Date.now() / 1000);

/** Tokens, keys and clocks that fail a check. */
export const badTokens: readonly Misconfiguration[] = [
  {
    what: 'an ID token signed with a key that is not published',
    script: (server) => {
      server.overrides.token = () => ({
        body: server.tokenResponse({ id_token: server.idToken({}, { kid: 'other' }) }),
      });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /key \(kid\) that is not among the keys at http.*\/jwks/,
    fix: /use and publish the same keys/,
  },
  {
    what: 'an ID token with a signature of another key',
    script: (server) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      server.overrides.token = () => ({
        body: server.tokenResponse({ id_token: server.idToken({}, {}, privateKey) }),
      });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /signature of the ID token does not verify/,
    fix: /publish the key that it signs with/,
  },
  {
    what: 'keys that are unavailable (HTTP 503)',
    script: (server) => {
      server.overrides.jwks = () => ({ status: 503, body: {} });
    },
    ...{ step: 'token', code: 'provider-unreachable' },
    cause: /signing keys at http.*\/jwks could not be read/,
    fix: /serve its keys/,
  },
  {
    what: 'keys behind a login page',
    script: (server) => {
      server.overrides.jwks = page(200, 'Sign in');
    },
    ...{ step: 'token', code: 'provider-misconfigured' },
    cause: /signing keys at http.*\/jwks could not be read/,
    fix: /serve its keys/,
  },
  {
    what: 'no ID token although openid was requested',
    script: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse({ id_token: undefined }) });
    },
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /an access token and no ID token, although the scope openid was requested/,
    fix: /^Allow the scope openid/,
  },
  {
    what: 'user info of another subject',
    script: (server) => {
      server.overrides.userinfo = () => ({ body: { sub: 'grace' } });
    },
    ...{ step: 'profile', code: 'token-invalid' },
    cause: /another subject \(sub\)/,
    fix: /same sub in user info and ID token/,
  },
  {
    what: 'an ID token for another client',
    script: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse({}, { aud: 'other' }) });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /for another client \(aud\) than scripted-client/,
    fix: /^Compare WORK_CLIENT_ID/,
  },
  {
    what: 'an ID token of another issuer',
    script: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse({}, { iss: 'https://other.example' }) });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /names another issuer \(iss\)/,
    fix: /^Set WORK_ISSUER/,
  },
  {
    what: 'an ID token without the nonce',
    script: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse({}, { nonce: undefined }) });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /does not have the nonce/,
    fix: /put the nonce of the request into ID tokens/,
  },
  {
    what: 'ID tokens that are issued already expired',
    script: (server) => {
      server.overrides.token = () => ({
        body: server.tokenResponse({}, { iat: now() - day, exp: now() - 3600 }),
      });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /expired or is not valid yet, and the clocks agree/,
    fix: /lifetime of ID tokens/,
  },
  {
    what: 'a clock of this computer that is one day ahead',
    script: (server) => {
      const date = new Date(Date.now() - day * 1000).toUTCString();
      server.overrides.token = () => ({
        headers: { date },
        body: server.tokenResponse({}, { iat: now() - day, exp: now() - day + 300 }),
      });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /This computer's clock is 24 h ahead of/,
    fix: /^Set the date and time of this computer/,
  },
  {
    what: 'user info that is rejected, which does not prevent the sign-in',
    script: (server) => {
      server.overrides.userinfo = () => ({ status: 403, body: {} });
    },
    ...{ step: 'profile', status: 'remark', code: 'profile-unavailable' },
    cause: /returned HTTP 403\. The profile is that of the ID token/,
    fix: /^Nothing has to be changed/,
  },
];
