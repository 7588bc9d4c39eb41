import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** OAuth integrations of Airtable. @see https://airtable.com/developers/web/api/oauth-reference */
export const airtable: Preset = {
  id: 'airtable',
  name: 'Airtable',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://airtable.com/oauth2/v1/authorize',
    token: 'https://airtable.com/oauth2/v1/token',
    userInfo: 'https://api.airtable.com/v0/meta/whoami',
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes('An integration has no secret until one is generated.') },
  pkce: { method: 'S256' },
  scopes: { default: ['user.email:read'], separator: ' ' },
  deviceCode: unknown('Airtable does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.airtable.com'],
  profile: mapProfile({ id: 'id', name: 'email', email: 'email' }),
};
