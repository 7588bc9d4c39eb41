import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** PagerDuty apps with OAuth 2.0. @see https://developer.pagerduty.com/docs/user-oauth-token-via-code-grant */
export const pagerduty: Preset = {
  id: 'pagerduty',
  name: 'PagerDuty',
  protocol: 'oauth2',
  issuer: 'https://app.pagerduty.com/global/oauth/anonymous',
  // An ID token of this issuer comes with every token.
  endpoints: {
    authorization: 'https://identity.pagerduty.com/oauth/authorize',
    token: 'https://identity.pagerduty.com/oauth/token',
    userInfo: 'https://api.pagerduty.com/users/me',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: yes('With PKCE.') },
  pkce: { method: 'S256' },
  scopes: { default: ['users.read'], separator: ' ' },
  deviceCode: unknown('PagerDuty does not document a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.pagerduty.com'],
  userInfoRequest: { headers: { accept: 'application/vnd.pagerduty+json;version=2' } },
  profile: mapProfile({
    id: 'user.id',
    name: 'user.name',
    email: 'user.email',
    avatarUrl: 'user.avatar_url',
  }),
};
