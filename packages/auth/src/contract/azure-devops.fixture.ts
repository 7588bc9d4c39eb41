import { azureDevops } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const authority = 'https://login.microsoftonline.com/organizations';
const tid = '9122040d-6c67-4c5b-b112-36a304b66dad';
const tokens = {
  token_type: 'Bearer',
  scope: '499b84ac-1321-427f-aa17-267ca6975798/user_impersonation',
  expires_in: 4736,
  access_token: 'EwBQA8l6BAAU-access',
  refresh_token: 'M.C5_BAY.0.U.-refresh',
  id_token: '{idToken}',
};

export const fixture: ProviderFixture = {
  preset: azureDevops,
  metadata: {
    issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    userinfo_endpoint: undefined,
  },
  client: 'public',
  authorization: {
    scope: 'openid profile email 499b84ac-1321-427f-aa17-267ca6975798/user_impersonation offline_access',
  },
  token: { body: tokens },
  idTokenClaims: {
    iss: `https://login.microsoftonline.com/${tid}/v2.0`,
    tid: tid,
    name: 'Mikah Ollenburg',
    preferred_username: 'mikoll@contoso.com',
    email: 'mikoll@contoso.com',
    ver: '2.0',
  },
  scopes: ['499b84ac-1321-427f-aa17-267ca6975798/user_impersonation'],
  tokenError: {
    response: {
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'AADSTS70008: It was not accepted.',
        error_codes: [70008],
      },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: AADSTS70008',
  },
  resources: {},
  profile: {
    id: 'OLu859SGc2Sr9ZsqbkG-QbeLgJlb41KcdiPoLYNpSFA',
    name: 'Mikah Ollenburg',
    email: 'mikoll@contoso.com',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'EwBQ-renewed', refresh_token: 'M.C5-renewed' } },
    ended: {
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'AADSTS700082: It was not accepted.',
        error_codes: [700082],
      },
    },
  },
  device: {
    authorization: {
      body: {
        device_code: 'GmRhmhcxhwAzkoEqiMEg',
        user_code: 'FJC3E9R3D',
        verification_uri: 'https://microsoft.com/devicelogin',
        expires_in: 300,
        interval: 5,
      },
    },
    pending: { status: 400, body: { error: 'authorization_pending' } },
    denied: { status: 400, body: { error: 'access_denied' } },
    token: { body: tokens },
  },
  quirks: [
    {
      sentence:
        'The token is for Azure DevOps, so user info rejects it: the profile is that of the ID token.',
      shownBy: 'profile',
    },
    {
      sentence: 'Azure DevOps has a separate OAuth server, which accepts no new applications.',
      shownBy: 'registration',
    },
  ],
};
