import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** An OAuth application of WorkOS Connect, at the domain of AuthKit. @see https://workos.com/docs/reference/workos-connect/authorize */
export const workos: Preset = {
  id: 'workos',
  name: 'WorkOS',
  protocol: 'oidc',
  issuer: 'https://{domain}',
  parameters: [{ name: 'domain', example: 'acme.authkit.app', kind: 'host' }],
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  publicClient: { authorizationCode: unknown('WorkOS does not document which applications have no secret.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: { scopes: ['offline_access'] },
  deviceCode: yes(),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
