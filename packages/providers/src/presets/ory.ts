import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A project of the Ory Network. @see {@link https://www.ory.sh/docs/oauth2-oidc/authorization-code-flow} */
export const ory: Preset = {
  id: 'ory',
  name: 'Ory',
  protocol: 'oidc',
  parameters: [
    {
      name: 'slug',
      example: 'happy-wright-a1b2c3d4e5',
      kind: 'segment',
    },
  ],
  issuer: 'https://{slug}.projects.oryapis.com',
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The token endpoint authentication method must be "none".') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    scopes: ['offline_access'],
  },
  deviceCode: yes(),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
