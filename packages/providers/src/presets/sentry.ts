import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

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
  publicClient: { authorizationCode: yes('The application must be of the type Public.') },
  pkce: { method: 'S256' },
  scopes: { default: ['org:read'], separator: ' ' },
  deviceCode: yes(),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['sentry.io'],
  profile: mapProfile({ id: 'user.id', name: 'user.name', email: 'user.email' }),
};
