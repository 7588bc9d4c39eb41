import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes('"Expire user authorization token" must be on in the app.'),
    rotation: unknown('A renewal returns a new refresh token; whether the old one ends is not documented.'),
  },
  clientCredentials: unknown('Miro does not document a grant for the app itself.'),
  redirects: {
    loopbackAddress: unknown('Only localhost is documented.'),
    localhost: yes(),
    anyPort: unknown('Miro does not document whether the port may vary.'),
    customScheme: unknown('Miro does not document custom schemes.'),
    query: unknown('Miro does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://miro.com/app/settings/user-profile/apps',
    fields: {
      'Redirect URI for OAuth2.0': '{redirectUri}',
      'Expire user authorization token': 'on',
      Permissions: 'identity:read',
    },
  },
  quirks: [
    'Scopes are fixed in the app; the authorization request has none.',
    'The profile has no email address.',
  ],
  evidence: [
    {
      source: 'https://developers.miro.com/docs/getting-started-with-oauth',
      grade: 'vendor',
      facts: ['endpoints.authorization', 'registration'],
    },
    {
      source: 'https://developers.miro.com/reference/get-new-access-token-using-refresh-token',
      grade: 'vendor',
      facts: ['endpoints.token', 'clientAuthentication', 'refreshToken'],
    },
    {
      source: 'https://developers.miro.com/reference/overview',
      grade: 'vendor',
      facts: ['endpoints.userInfo', 'scopes'],
    },
    {
      source: 'https://developers.miro.com/docs/build-your-first-hello-world-rest-api-app',
      grade: 'vendor',
      facts: ['redirects.localhost'],
    },
    { source: 'npm @nangohq/providers@0.71.10 providers.yaml', grade: 'preset', facts: ['endpoints'] },
    {
      source: 'https://github.com/miroapp/app-examples/blob/main/examples/node-passport-oauth',
      grade: 'vendor',
      facts: ['redirects.localhost'],
    },
  ],
};
