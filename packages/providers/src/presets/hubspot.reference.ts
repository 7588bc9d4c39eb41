import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: unknown('HubSpot does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('HubSpot does not document what this grant is for.'),
  redirects: {
    loopbackAddress: unknown('Plain http is accepted for localhost only, by what HubSpot announced.'),
    localhost: yes('For development: HubSpot requires https in production.'),
    anyPort: unknown('HubSpot does not document whether the port may vary.'),
    customScheme: unknown('HubSpot does not document custom schemes.'),
    query: unknown('HubSpot does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://app.hubspot.com/developer',
    fields: { 'Redirect URLs': '{redirectUri}', Scopes: 'oauth, and what your extension reads' },
  },
  quirks: [
    'An account of HubSpot signs in, not a user: the profile has the number of the account.',
    'Only a super admin of an account can connect an app.',
  ],
  evidence: [
    {
      source: 'https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide',
      grade: 'vendor',
      facts: ['endpoints', 'refreshToken.issued', 'clientAuthentication'],
    },
    {
      source:
        'https://developers.hubspot.com/changelog/2018-03-05-oauth2-redirect-uri-served-over-http-localhost',
      grade: 'vendor',
      facts: ['redirects'],
    },
    {
      source:
        'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth.md',
      grade: 'vendor',
      facts: ['quirks', 'registration'],
    },
    {
      source: 'npm @auth/core@0.41.3 providers/hubspot.js',
      grade: 'preset',
      facts: ['endpoints.authorization', 'clientAuthentication', 'scopes'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['endpoints.authorization'],
    },
    {
      source:
        'https://developers.hubspot.com/docs/api-reference/2026-03/authentication/oauth-tokens/refresh-oauth-token',
      grade: 'vendor',
      facts: ['publicClient'],
    },
  ],
  otherCatalogs: [
    {
      url: 'https://api.hubapi.com/oauth/v1/token',
      reason: 'HubSpot documents version 3, which keeps secrets out of URLs.',
    },
    { url: 'https://api.hubapi.com/oauth/v1/access-tokens', reason: 'The access token would be in the URL.' },
  ],
};
