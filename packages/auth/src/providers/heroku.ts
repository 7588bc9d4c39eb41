import { mapProfile } from './claims.ts';
import type { Preset } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const DOCS = 'https://devcenter.heroku.com/articles/oauth';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Heroku. @see {@link DOCS} */
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
  refresh: { issued: yes(), rotation: undocumented('Whether refresh tokens rotate') },
  deviceCode: undocumented('Whether there is a device flow'),
  clientCredentials: undocumented('Whether a client may ask for a token of its own'),
  redirects: {
    loopbackAddress: undocumented('Whether http://127.0.0.1 may be registered'),
    localhost: undocumented('Whether http://localhost may be registered'),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a callback URL may have a query'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['api.heroku.com'],
  userInfoRequest: { headers: { accept: 'application/vnd.heroku+json; version=3' } },
  profile: mapProfile({ id: 'id', name: 'name', email: 'email' }),
  registration: {
    url: 'https://dashboard.heroku.com/account/applications',
    fields: { 'OAuth callback URL': '{redirectUri}' },
  },
  quirks: ['API calls name their version in the Accept header.'],
  evidence: [
    { source: DOCS, grade: 'vendor', facts: ['endpoints', 'refresh.issued', 'registration'] },
    {
      source: 'https://devcenter.heroku.com/articles/platform-api-reference',
      grade: 'vendor',
      facts: ['userInfoRequest', 'apiHosts'],
    },
    {
      source: 'markbates/goth@10f4d88 providers/heroku/heroku.go',
      grade: 'preset',
      facts: ['endpoints', 'profile'],
    },
    {
      source: 'public clients of id.heroku.com/oauth/token and of omniauth-heroku',
      grade: 'report',
      facts: ['clientAuthentication', 'scopes', 'userInfoRequest'],
    },
  ],
};
