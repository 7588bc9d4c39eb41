import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, unknown } from '../verdict.ts';

const NATIVE = 'that LinkedIn enables for an app on request, and that has a separate authorization endpoint';

/** An app with the product "Sign In with LinkedIn using OpenID Connect". @see https://learn.microsoft.com/en-us/linkedin/shared/authentication */
export const linkedin: Preset = {
  id: 'linkedin',
  name: 'LinkedIn',
  protocol: 'oidc',
  issuer: 'https://www.linkedin.com/oauth',
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: no(`A client without a secret is for the native flow only, ${NATIVE}.`),
  },
  pkce: {
    method: 'off',
    reason:
      'Token requests with a code_verifier are rejected with invalid_client, except in the native flow.',
  },
  nonce: { method: 'off', reason: 'ID tokens come without the nonce of the request.' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: unknown('LinkedIn documents no device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.linkedin.com'],
  profile: standardClaims,
};
