import { digitalocean } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const uuid = 'b6fr89dbf6d9156cace5f3c78dc9851d957381ef';
const tokens = {
  access_token: 'doo_v1_547cac21118ae7',
  token_type: 'bearer',
  expires_in: 2592000,
  refresh_token: 'dor_v1_00a3aae641658d',
  scope: 'read',
  info: { name: 'Sammy the Shark', email: 'sammy@digitalocean.example', uuid },
};

export const fixture: ProviderFixture = {
  preset: digitalocean,
  client: 'confidential',
  authorization: { scope: 'read' },
  token: { body: tokens },
  tokenRequest: { authentication: 'post' },
  scopes: ['read'],
  tokenError: {
    response: {
      status: 401,
      body: {
        error: 'invalid_grant',
        error_description: 'The provided authorization grant is invalid, expired, or revoked.',
      },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: The provided authorization grant is invalid',
  },
  resources: {
    'https://api.digitalocean.com/v2/account': {
      body: {
        account: {
          droplet_limit: 25,
          email: 'sammy@digitalocean.example',
          uuid,
          email_verified: true,
          status: 'active',
        },
      },
    },
  },
  profile: {
    id: uuid,
    name: 'sammy@digitalocean.example',
    email: 'sammy@digitalocean.example',
    emailVerified: true,
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'doo_v1_renewed', refresh_token: 'dor_v1_renewed' } },
    ended: { status: 401, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence:
        'A client registered in the control panel has a secret. Dynamic Client Registration creates one without a secret.',
      shownBy: 'registration',
    },
    { sentence: 'The user is below a member "account".', shownBy: 'profile' },
  ],
};
