import { microsoftEntraId } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const authority = 'https://login.microsoftonline.com/organizations';
const tid = '9122040d-6c67-4c5b-b112-36a304b66dad';
const sub = 'OLu859SGc2Sr9ZsqbkG-QbeLgJlb41KcdiPoLYNpSFA';
const tokens = {
  token_type: 'Bearer',
  scope: 'email openid profile',
  expires_in: 4736,
  ext_expires_in: 4736,
  access_token: 'EwBQA8l6BAAU-access',
  refresh_token: 'M.C5_BAY.0.U.-refresh',
  id_token: '{idToken}',
};
const refused = (error: string, code: string) => ({
  status: 400,
  body: {
    error,
    error_description: `${code}: It was not accepted. Trace ID: 255d1aef Correlation ID: fb0be1b4 Timestamp: 2026-01-09 02:02:12Z`,
    error_codes: [Number(code.slice(5))],
    trace_id: '255d1aef-8c98-452f-ac51-23d051240864',
  },
});

export const fixture: ProviderFixture = {
  preset: microsoftEntraId,
  client: 'public',
  metadata: {
    issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
  },
  authorization: { scope: 'openid profile email offline_access' },
  token: { body: tokens },
  idTokenClaims: { iss: `https://login.microsoftonline.com/${tid}/v2.0`, tid, sub, ver: '2.0' },
  scopes: ['email', 'openid', 'profile'],
  tokenError: {
    response: refused('invalid_grant', 'AADSTS70008'),
    error: 'exchange-failed',
    says: 'invalid_grant: AADSTS70008',
  },
  resources: {
    'https://graph.microsoft.com/oidc/userinfo': {
      body: {
        sub,
        name: 'Mikah Ollenburg',
        family_name: 'Ollenburg',
        given_name: 'Mikah',
        picture: 'https://graph.microsoft.com/v1.0/me/photo/$value',
        email: 'mikoll@contoso.com',
      },
    },
  },
  profile: { id: sub, name: 'Mikah Ollenburg', email: 'mikoll@contoso.com' },
  refresh: {
    response: { body: { ...tokens, access_token: 'EwBQ-renewed', refresh_token: 'M.C5-renewed' } },
    ended: refused('invalid_grant', 'AADSTS700082'),
  },
  device: {
    authorization: {
      body: {
        user_code: 'FJC3E9R3D',
        device_code: 'FAQABAAEAAAD-device',
        verification_uri: 'https://microsoft.com/devicelogin',
        expires_in: 900,
        interval: 5,
        message: 'To sign in, use a web browser.',
      },
    },
    pending: refused('authorization_pending', 'AADSTS70016'),
    denied: refused('access_denied', 'AADSTS70000'),
    token: { body: tokens },
  },
  quirks: [
    {
      sentence: 'The form does not accept http://127.0.0.1. The manifest does, under replyUrlsWithType.',
      shownBy: 'registration',
    },
    {
      sentence:
        "A redirect URI has at most 256 characters, without ! $ ' ( ) , and ;, and [::1] is not supported.",
      async check({ redirectUri }) {
        expect(redirectUri.length).toBeLessThanOrEqual(256);
        expect(redirectUri).not.toMatch(/[!$'(),;]|\[::1\]/);
      },
    },
    {
      sentence:
        'A redirect URI with a query is rejected for an app that accepts personal Microsoft accounts.',
      shownBy: 'registration',
    },
    {
      sentence:
        'The discovery document of "common" and "organizations" has an issuer with {tenantid} in it, for which an ID token has a real tenant.',
      shownBy: 'token',
    },
    { sentence: 'No claim shows whether the email address was verified.', shownBy: 'profile' },
    {
      sentence: 'The picture requires the access token, so the profile has none.',
      shownBy: 'profile',
    },
    {
      sentence: 'A platform of the type "Single-page application" gives tokens to a browser only.',
      shownBy: 'registration',
    },
  ],
};
