import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** An Okta organization, by its default authorization server; another server is named by its issuer. @see https://developer.okta.com/docs/guides/refresh-tokens/main */
export const okta: Preset = {
  id: 'okta',
  name: 'Okta',
  protocol: 'oidc',
  issuer: 'https://{domain}/oauth2/default',
  parameters: [
    {
      name: 'domain',
      example: 'dev-12345.okta.com',
      kind: 'host',
    },
  ],
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes() },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    scopes: ['offline_access'],
  },
  deviceCode: yes(),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  dpop: 'supported',
  apiHosts: [],
  profile: standardClaims,
};
