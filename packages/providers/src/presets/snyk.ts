import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, unknown } from '../verdict.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Snyk, as a Snyk App made by its API. @see https://docs.snyk.io/snyk-api/oauth2-api */
export const snyk: Preset = {
  id: 'snyk',
  name: 'Snyk',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://app.snyk.io/oauth2/authorize',
    token: 'https://api.snyk.io/oauth2/token',
    userInfo: 'https://api.snyk.io/rest/self?version=2024-06-10',
    revocation: 'https://api.snyk.io/oauth2/revoke',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: no('Snyk requires the client secret with every code, also with PKCE.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: undocumented('Whether there is a device flow'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.snyk.io'],
  profile: mapProfile({
    id: 'data.id',
    name: ['data.attributes.name', 'data.attributes.username'],
    email: 'data.attributes.email',
    avatarUrl: 'data.attributes.avatar_url',
  }),
};
