import { hubspot } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  token_type: 'bearer',
  refresh_token: '1e8fbfb1-8e96-4826-8b8d-c8af73715',
  access_token: 'CIrToaiiMhIHAAEAQAAAARiO1ooB',
  hub_id: 62515,
  scopes: ['oauth'],
  expires_in: 1800,
};

export const fixture: ProviderFixture = {
  preset: hubspot,
  client: 'confidential',
  authorization: { scope: 'oauth', nonce: null },
  token: { body: tokens },
  tokenRequest: { authentication: 'post' },
  scopes: ['oauth'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.hubapi.com/account-info/v3/details': {
      body: {
        portalId: 62515,
        accountType: 'STANDARD',
        timeZone: 'US/Eastern',
        companyCurrency: 'USD',
        uiDomain: 'app.hubspot.com',
        dataHostingLocation: 'na1',
      },
    },
  },
  profile: { id: '62515', name: 'app.hubspot.com' },
  refresh: {
    response: {
      body: { ...tokens, access_token: 'renewed', refresh_token: '1e8fbfb1-8e96-4826-8b8d-c8af73715' },
    },
    keepsOldToken: true,
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    {
      sentence: 'An account of HubSpot signs in, not a user: the profile has the number of the account.',
      shownBy: 'profile',
    },
    { sentence: 'Only a super admin of an account can connect an app.', shownBy: 'registration' },
  ],
};
