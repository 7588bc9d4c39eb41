import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** Of the Graph API, as the evidence for the endpoints has it. */
const VERSION = 'v24.0';

const silent = (what: string) => unknown(`Facebook does not say whether ${what}.`);

/** Facebook Login, built by hand. @see https://developers.facebook.com/documentation/facebook-login/guides/advanced */
export const facebook: Preset = {
  id: 'facebook',
  name: 'Facebook',
  protocol: 'oauth2',
  endpoints: {
    authorization: `https://www.facebook.com/${VERSION}/dialog/oauth`,
    token: `https://graph.facebook.com/${VERSION}/oauth/access_token`,
    userInfo: 'https://graph.facebook.com/me?fields=id,name,email,picture',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: unknown('Facebook documents PKCE for its OpenID flow, which is still in testing.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['email'], separator: ' ' },
  deviceCode: silent('it supports device codes as RFC 8628 defines them'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['graph.facebook.com'],
  profile: mapProfile({ id: 'id', name: 'name', email: 'email', avatarUrl: 'picture.data.url' }),
};
