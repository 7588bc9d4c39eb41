import { mapProfile } from './claims.ts';
import type { Preset } from './preset.ts';
import { no, unknown, yes } from './verdict.ts';

const METADATA = 'https://sentry.io/.well-known/oauth-authorization-server';
const TOKEN = 'getsentry/sentry src/sentry/web/frontend/oauth_token.py, since it has the device flow';
const APPLICATION = 'getsentry/sentry@03b8681 src/sentry/models/apiapplication.py';

/** Sentry in the cloud, as an API application. @see https://docs.sentry.io/api/auth/ */
export const sentry: Preset = {
  id: 'sentry',
  name: 'Sentry',
  protocol: 'oauth2',
  // Its metadata (RFC 8414) names no user info and no device endpoint, and no iss for the callback.
  endpoints: {
    authorization: 'https://sentry.io/oauth/authorize/',
    token: 'https://sentry.io/oauth/token/',
    deviceAuthorization: 'https://sentry.io/oauth/device/code/',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The application has to be of the type Public.') },
  pkce: { method: 'S256' },
  scopes: { default: ['org:read'], separator: ' ' },
  refresh: {
    issued: yes(),
    rotation: yes('Reuse of an old refresh token ends every token of a public client.'),
  },
  deviceCode: yes(),
  clientCredentials: no('The token endpoint knows codes, device codes and refresh tokens only.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('Where the redirect URI is registered without a port.'),
    customScheme: unknown('Redirect URIs are compared as strings; what the console takes is not documented.'),
    query: yes(),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['sentry.io'],
  profile: mapProfile({ id: 'user.id', name: 'user.name', email: 'user.email' }),
  registration: {
    url: 'https://sentry.io/settings/account/api/applications/',
    fields: { 'Application type': 'Public', 'Authorized Redirect URIs': '{redirectUri}' },
  },
  quirks: [
    'Who signed in stands in the token response: there is no user info.',
    'No ID token is asked for: Sentry signs them with a secret of its own.',
    'Older applications match redirect URIs by their beginning: register the whole of it.',
  ],
  evidence: [
    { source: METADATA, grade: 'vendor', facts: ['endpoints', 'pkce', 'scopes', 'refresh.issued'] },
    {
      source: TOKEN,
      grade: 'vendor',
      facts: [
        'clientAuthentication',
        'publicClient',
        'profile',
        'refresh.rotation',
        'deviceCode',
        'clientCredentials',
        'quirks',
      ],
    },
    { source: APPLICATION, grade: 'vendor', facts: ['redirects', 'quirks'] },
    {
      source: 'getsentry/cli pull request 916',
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
