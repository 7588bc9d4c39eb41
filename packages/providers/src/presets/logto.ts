import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A tenant of Logto, in its cloud or self-hosted. @see https://docs.logto.io/integrate-logto/application-data-structure */
export const logto: Preset = {
  id: 'logto',
  name: 'Logto',
  protocol: 'oidc',
  issuer: '{endpoint}/oidc',
  parameters: [{ name: 'endpoint', example: 'https://acme.logto.app', kind: 'url' }],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The application must be of the type Native.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: { scopes: ['offline_access'], authorizationParameters: { prompt: 'consent' } },
  deviceCode: unknown('No source describes a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: mapProfile({
    id: 'sub',
    name: ['name', 'username'],
    email: 'email',
    emailVerified: 'email_verified',
    avatarUrl: 'picture',
  }),
};
