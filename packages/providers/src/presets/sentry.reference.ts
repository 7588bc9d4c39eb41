import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

const METADATA = 'https://sentry.io/.well-known/oauth-authorization-server';
const APPLICATION = 'getsentry/sentry@03b8681 src/sentry/models/apiapplication.py';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: yes('Reuse of an old refresh token ends every token of a public client.'),
  },
  clientCredentials: no('The token endpoint knows codes, device codes and refresh tokens only.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('Where the redirect URI is registered without a port.'),
    customScheme: unknown(
      'Redirect URIs are compared as strings. What the console accepts is not documented.',
    ),
    query: yes(),
  },
  registration: {
    url: 'https://sentry.io/settings/account/api/applications/',
    fields: { 'Application type': 'Public', 'Authorized Redirect URIs': '{redirectUri}' },
  },
  quirks: [
    'The user is in the token response, because there is no user info endpoint.',
    'No ID token is requested, because Sentry signs ID tokens with its own secret.',
    'Older applications accept every redirect URI that begins with the registered one: register the complete URI.',
  ],
  evidence: [
    { source: METADATA, grade: 'vendor', facts: ['endpoints', 'pkce', 'scopes', 'refreshToken.issued'] },
    {
      source: 'getsentry/sentry src/sentry/web/frontend/oauth_token.py',
      grade: 'vendor',
      facts: [
        'clientAuthentication',
        'publicClient',
        'profile',
        'refreshToken.rotation',
        'deviceCode',
        'clientCredentials',
        'quirks',
      ],
    },
    { source: APPLICATION, grade: 'vendor', facts: ['redirects', 'quirks'] },
    {
      source: 'https://github.com/getsentry/cli/pull/916',
      grade: 'vendor',
      facts: ['endpoints.deviceAuthorization', 'publicClient'],
    },
    {
      source: 'https://developers.frontegg.com/agen-for-work/connectors/marketplace/sentry',
      grade: 'report',
      facts: ['registration'],
    },
  ],
};
