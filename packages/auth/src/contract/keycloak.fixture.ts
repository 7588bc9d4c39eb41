import { keycloak } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const issuer = 'https://id.example.com/auth/realms/main';
const endpoints = `${issuer}/protocol/openid-connect`;
const sub = '8f5c2f0c-9a0e-4a35-9b6f-4a8f2b3c1d7e';
const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.YWNjZXNz.c2ln',
  expires_in: 300,
  refresh_expires_in: 1800,
  refresh_token: 'eyJhbGciOiJIUzUxMiJ9.cmVmcmVzaA.c2ln',
  token_type: 'Bearer',
  id_token: '{idToken}',
  'not-before-policy': 0,
  session_state: 'c0a9f5c4-6f0e-4c0e-a6a5-7b4b8f0f7a3d',
  scope: 'openid email profile',
};

export const fixture: ProviderFixture = {
  preset: keycloak,
  parameters: { baseUrl: 'https://id.example.com/auth', realm: 'main' },
  metadata: {
    authorization_endpoint: `${endpoints}/auth`,
    token_endpoint: `${endpoints}/token`,
    userinfo_endpoint: `${endpoints}/userinfo`,
    jwks_uri: `${endpoints}/certs`,
    revocation_endpoint: `${endpoints}/revoke`,
    device_authorization_endpoint: `${endpoints}/auth/device`,
  },
  client: 'public',
  authorization: { scope: 'openid profile email' },
  callback: { session_state: tokens.session_state },
  token: { body: tokens },
  idTokenClaims: { typ: 'ID', azp: 'contract-client', preferred_username: 'jane' },
  scopes: ['openid', 'email', 'profile'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'Code not valid' } },
    error: 'exchange-failed',
    says: 'invalid_grant: Code not valid',
  },
  resources: {
    [`${endpoints}/userinfo`]: {
      body: { sub, email_verified: true, preferred_username: 'jane', email: 'jane@example.com' },
    },
  },
  profile: { id: sub, name: 'jane', email: 'jane@example.com', emailVerified: true },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed-too' } },
    ended: { status: 400, body: { error: 'invalid_grant', error_description: 'Token is not active' } },
  },
  device: {
    authorization: {
      body: {
        device_code: 'XZJ1tVBpZgTqyW7Fh2yV9Vj8fVvJQ0mPz1m4a8n3c5k',
        user_code: 'IKJN-RGTF',
        verification_uri: `${issuer}/device`,
        verification_uri_complete: `${issuer}/device?user_code=IKJN-RGTF`,
        expires_in: 600,
        interval: 5,
      },
    },
    pending: {
      status: 400,
      body: {
        error: 'authorization_pending',
        error_description: 'The authorization request is still pending',
      },
    },
    denied: {
      status: 400,
      body: {
        error: 'access_denied',
        error_description: 'The end user denied the authorization request',
      },
    },
    token: { body: tokens },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'A redirect URI without a wildcard must equal the registered one exactly.',
      async check({ begin, redirectUri }) {
        const { page } = await begin();
        expect(page.searchParams.get('redirect_uri')).toBe(redirectUri);
      },
    },
    {
      sentence: 'The port may vary for 127.0.0.1 and localhost, and may not for [::1].',
      async check({ redirectUri }) {
        expect(new URL(redirectUri).hostname).toBe('127.0.0.1');
      },
    },
  ],
};
