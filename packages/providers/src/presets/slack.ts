import { profileOf } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const undocumented = (what: string) => unknown(`The documentation does not say ${what}.`);

/** Sign in with Slack: the identity of a user in a workspace. @see https://docs.slack.dev/authentication/using-pkce */
export const slack: Preset = {
  id: 'slack',
  name: 'Slack',
  protocol: 'oidc',
  issuer: 'https://slack.com',
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: {
    authorizationCode: yes('PKCE must be enabled for the app, which cannot be undone.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ',' },
  deviceCode: undocumented('whether there is a device flow'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['slack.com'],
  profile: async (claims) =>
    profileOf({
      id: claims['https://slack.com/user_id'] ?? claims.sub,
      name: claims.name,
      email: claims.email,
      emailVerified: claims.email_verified,
      avatarUrl: claims.picture,
    }),
};
