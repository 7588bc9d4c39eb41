import { mapProfile } from '../claims.ts';
import type { PresetParameter } from '../parameter.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const differs = (what: string) => unknown(`${what} differs from server to server.`);

const endpoint = (name: string): PresetParameter => ({
  name: `${name}Endpoint`,
  example: `https://auth.example.com/${name}`,
  kind: 'url',
});

/** Any OAuth 2.0 authorization server by the addresses of its endpoints, for one without a discovery document. */
export const oauth2: Preset = {
  id: 'oauth2',
  name: 'OAuth 2.0',
  protocol: 'oauth2',
  parameters: [endpoint('authorization'), endpoint('token'), endpoint('user')],
  endpoints: {
    authorization: '{authorizationEndpoint}',
    token: '{tokenEndpoint}',
    userInfo: '{userEndpoint}',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes() },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: differs('Whether there is a device flow'),
  issuerInResponse: differs('Whether iss comes with the authorization response'),
  apiHosts: [],
  profile: mapProfile({
    id: ['id', 'sub', 'user_id', 'uid', 'uuid'],
    name: ['name', 'display_name', 'full_name', 'login', 'username'],
    email: ['email', 'mail'],
    avatarUrl: ['avatar_url', 'picture', 'avatar'],
  }),
};
