import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Heroku. @see https://devcenter.heroku.com/articles/oauth */
export const heroku: Preset = {
  id: 'heroku',
  name: 'Heroku',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://id.heroku.com/oauth/authorize',
    token: 'https://id.heroku.com/oauth/token',
    userInfo: 'https://api.heroku.com/account',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: unknown('The documentation has the client secret in every token request.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['identity'], separator: ' ' },
  deviceCode: undocumented('Whether there is a device flow'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.heroku.com'],
  userInfoRequest: { headers: { accept: 'application/vnd.heroku+json; version=3' } },
  profile: mapProfile({ id: 'id', name: 'name', email: 'email' }),
};
