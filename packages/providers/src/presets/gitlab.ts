import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** GitLab.com, or a GitLab of one's own. @see https://docs.gitlab.com/api/oauth2/ */
export const gitlab: Preset = {
  id: 'gitlab',
  name: 'GitLab',
  protocol: 'oauth2',
  parameters: [
    {
      name: 'host',
      example: 'gitlab.example.com',
      kind: 'host',
      default: 'gitlab.com',
    },
  ],
  endpoints: {
    authorization: 'https://{host}/oauth/authorize',
    token: 'https://{host}/oauth/token',
    userInfo: 'https://{host}/api/v4/user',
    deviceAuthorization: 'https://{host}/oauth/authorize_device',
    revocation: 'https://{host}/oauth/revoke',
  },
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  publicClient: { authorizationCode: yes('"Confidential" must be disabled.') },
  pkce: { method: 'S256' },
  scopes: { default: ['read_user'], separator: ' ' },
  deviceCode: yes(),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['{host}'],
  profile: mapProfile({
    id: 'id',
    name: ['name', 'username'],
    email: 'email',
    avatarUrl: 'avatar_url',
  }),
};
