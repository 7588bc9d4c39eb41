import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://devcenter.heroku.com/articles/oauth';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  refreshToken: { issued: yes(), rotation: undocumented('Whether refresh tokens rotate') },
  clientCredentials: undocumented('Whether a client may request a token for itself'),
  redirects: {
    loopbackAddress: undocumented('Whether http://127.0.0.1 may be registered'),
    localhost: yes("The README of Heroku's own library registers http://localhost:5000."),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a callback URL may have a query'),
  },
  registration: {
    url: 'https://dashboard.heroku.com/account/applications',
    fields: { 'OAuth callback URL': '{redirectUri}' },
  },
  quirks: ['API calls name their version in the Accept header.'],
  evidence: [
    {
      source: 'https://github.com/heroku/heroku-bouncer#readme',
      grade: 'vendor',
      facts: ['redirects.localhost', 'loopbackHost'],
    },
    { source: DOCS, grade: 'vendor', facts: ['endpoints', 'refreshToken.issued', 'registration'] },
    {
      source: 'https://devcenter.heroku.com/articles/platform-api-reference',
      grade: 'vendor',
      facts: ['userInfoRequest', 'apiHosts'],
    },
    {
      source: 'markbates/goth@10f4d88 providers/heroku/heroku.go',
      grade: 'preset',
      facts: ['endpoints', 'profile', 'scopes', 'refreshToken.issued'],
    },
  ],
};
