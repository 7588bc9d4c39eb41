import { dropbox } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const accountId = 'dbid:AAH4f99T0taONIb-OurWxbNQ6ywGRopQngc';
const tokens = {
  access_token:
    'sl.AbX9y6Fe3AuH5o66-gmJpR032jwAwQPIVVzWXZNkdzcYT02akC2de219dZi6gxYPVnYPrpvISRSf9lxKWJzYLjtMPH-d9fo',
  expires_in: 14400,
  token_type: 'bearer',
  scope: 'account_info.read',
  refresh_token: 'nBiM85CZALsAAAAAAAAAAQXHBoNpNutK4ngsXHsqW4iGz9tisb3JyjGqikMJIYbd',
  account_id: accountId,
  uid: '12345',
};

export const fixture: ProviderFixture = {
  preset: dropbox,
  client: 'public',
  authorization: { scope: 'account_info.read', token_access_type: 'offline' },
  token: { body: tokens },
  scopes: ['account_info.read'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: "code doesn't exist or has expired" },
    },
    error: 'exchange-failed',
    says: "invalid_grant: code doesn't exist or has expired",
  },
  resources: {
    'https://api.dropboxapi.com/2/users/get_current_account': {
      method: 'POST',
      body: {
        account_id: accountId,
        name: { given_name: 'Franz', surname: 'Ferdinand', display_name: 'Franz Ferdinand' },
        email: 'franz@dropbox.example',
        email_verified: true,
        profile_photo_url:
          'https://dl-web.dropbox.com/account_photo/get/dbaphid%3AAAHWGmIXV3sUuOmBfTz0wPsiqHUpBWvv3ZA',
      },
    },
  },
  profile: {
    id: accountId,
    name: 'Franz Ferdinand',
    email: 'franz@dropbox.example',
    emailVerified: true,
    avatarUrl: 'https://dl-web.dropbox.com/account_photo/get/dbaphid%3AAAHWGmIXV3sUuOmBfTz0wPsiqHUpBWvv3ZA',
  },
  refresh: {
    response: { body: { access_token: 'sl.renewed', expires_in: 14400, token_type: 'bearer' } },
    keepsOldToken: true,
    ended: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'refresh token is invalid or revoked' },
    },
  },
  revocation: 'none',
  quirks: [
    { sentence: 'The user info is requested by POST, without a body.', shownBy: 'profile' },
    { sentence: 'A loopback address must be registered with its port.', shownBy: 'registration' },
    {
      sentence: 'A refresh token is issued with token_access_type=offline only.',
      shownBy: 'authorization',
    },
    {
      sentence: 'A token can be revoked only by an API call, which signing out does not make.',
      shownBy: 'revocation',
    },
  ],
};
