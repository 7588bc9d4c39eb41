import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Salesforce, as an External Client App: Connected Apps cannot be created any more. @see https://developer.salesforce.com/docs/platform/isvforce/guide/secure-code-ac-eca.md */
export const salesforce: Preset = {
  id: 'salesforce',
  name: 'Salesforce',
  protocol: 'oidc',
  parameters: [
    {
      name: 'domain',
      example: 'acme.my.salesforce.com',
      kind: 'host',
      default: 'login.salesforce.com',
    },
  ],
  issuer: 'https://{domain}',
  clientAuthentication: ['client_secret_basic'],
  publicClient: {
    authorizationCode: yes('The app must not require a secret, and then none may be sent.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'email', 'profile'], separator: ' ' },
  refresh: {
    scopes: ['refresh_token'],
  },
  deviceCode: undocumented('Whether the device flow follows RFC 8628'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  dpop: 'supported',
  apiHosts: ['{domain}'],
  profile: mapProfile({
    id: ['user_id', 'sub'],
    name: 'name',
    email: 'email',
    emailVerified: 'email_verified',
    avatarUrl: ['photos.picture', 'picture'],
  }),
};
