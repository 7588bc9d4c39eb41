import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, unknown, yes } from '../verdict.ts';

/** Codeberg, or another instance of Forgejo. @see https://forgejo.org/docs/latest/user/oauth2-provider/ */
export const forgejo: Preset = {
  id: 'forgejo',
  name: 'Forgejo',
  protocol: 'oauth2',
  parameters: [{ name: 'host', example: 'git.example.com', kind: 'host', default: 'codeberg.org' }],
  endpoints: {
    authorization: 'https://{host}/login/oauth/authorize',
    token: 'https://{host}/login/oauth/access_token',
    userInfo: 'https://{host}/api/v1/user',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('"Confidential Client" must be off.') },
  pkce: { method: 'S256' },
  scopes: { default: ['read:user'], separator: ' ' },
  deviceCode: no('Forgejo supports the authorization code grant only.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['{host}'],
  profile: mapProfile({ id: 'id', name: ['full_name', 'login'], email: 'email', avatarUrl: 'avatar_url' }),
};
