import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** Work, school and personal Microsoft accounts. @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-app-registration */
export const microsoftEntraId: Preset = {
  id: 'microsoft-entra-id',
  name: 'Microsoft',
  protocol: 'oidc',
  issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
  parameters: [
    {
      name: 'tenant',
      example: 'contoso.onmicrosoft.com',
      kind: 'segment',
      default: 'organizations',
    },
  ],
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  publicClient: { authorizationCode: yes('"Allow public client flows" must be switched on.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    scopes: ['offline_access'],
  },
  deviceCode: yes('"Allow public client flows" must be switched on.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['graph.microsoft.com'],
  profile: mapProfile({ id: 'sub', name: ['name', 'preferred_username'], email: 'email' }),
};
