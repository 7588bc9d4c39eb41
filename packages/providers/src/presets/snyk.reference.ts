import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

const DOCS = 'https://docs.snyk.io/snyk-api/oauth2-api';
const API = 'snyk/user-docs@1e52c15 docs/.gitbook/assets/oauth-api-spec.yaml';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  refreshToken: { issued: yes(), rotation: yes('A refresh token is valid for one use.') },
  clientCredentials: yes('For service accounts of an organization.'),
  redirects: {
    loopbackAddress: undocumented('Whether http://127.0.0.1 may be registered'),
    localhost: yes(),
    anyPort: no('The redirect URI must be exactly a registered one.'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  registration: {
    fields: {
      context: 'user',
      redirect_uris: '{redirectUri}',
      scopes: 'org.read, and what else your extension reads',
    },
  },
  quirks: [
    'Scopes are set when the app is created through the API. The authorization request contains none.',
    'Redirect URIs are set when the app is created, and compared exactly.',
    'The user info is a JSON:API document, whose version is a date.',
    'An app with the context tenant, instead of user, signs in as itself and has no email address.',
  ],
  evidence: [
    { source: DOCS, grade: 'vendor', facts: ['endpoints', 'redirects.anyPort'] },
    {
      source: API,
      grade: 'vendor',
      facts: ['clientAuthentication', 'publicClient', 'pkce', 'refresh', 'clientCredentials', 'refreshToken'],
    },
    {
      source:
        'snyk/user-docs docs/snyk-api/using-specific-snyk-apis/snyk-apps-apis/set-up-a-snyk-app-using-the-oauth2-api/set-up-to-authorize-users.md',
      grade: 'vendor',
      facts: ['endpoints.authorization', 'pkce', 'scopes'],
    },
    {
      source:
        'snyk/user-docs docs/snyk-api/using-specific-snyk-apis/snyk-apps-apis/create-a-snyk-app-using-the-snyk-api.md',
      grade: 'vendor',
      facts: ['registration', 'quirks'],
    },
    {
      source: 'https://docs.snyk.io/snyk-api-info/snyk-apps',
      grade: 'vendor',
      facts: ['registration', 'quirks'],
    },
    {
      source: 'snyk/user-docs docs/snyk-api/rest-api/authentication-for-api/authenticating.md',
      grade: 'vendor',
      facts: ['endpoints.userInfo', 'apiHosts'],
    },
    {
      source: 'api-evangelist/snyk json-schema/snyk-principal20240422-schema.json',
      grade: 'report',
      facts: ['profile'],
    },
    {
      source: 'snyk/snyk-apps-demo@0297959 README.md',
      grade: 'vendor',
      facts: ['redirects.localhost', 'registration'],
    },
  ],
};
