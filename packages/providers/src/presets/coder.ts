import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A Coder deployment. @see https://coder.com/docs/admin/integrations/oauth2-provider */
export const coder: Preset = {
  id: 'coder',
  name: 'Coder',
  protocol: 'oauth2',
  parameters: [{ name: 'host', example: 'coder.example.com', kind: 'host' }],
  // No revocation: the documented request ends all tokens of an application, by another method.
  endpoints: {
    authorization: 'https://{host}/oauth2/authorize',
    token: 'https://{host}/oauth2/tokens',
    userInfo: 'https://{host}/api/v2/users/me',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('It comes from Dynamic Client Registration.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: unknown('Coder does not document a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['{host}'],
  profile: mapProfile({ id: 'id', name: ['name', 'username'], email: 'email', avatarUrl: 'avatar_url' }),
};
