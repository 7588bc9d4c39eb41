import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** HubSpot public apps. @see https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide */
export const hubspot: Preset = {
  id: 'hubspot',
  name: 'HubSpot',
  protocol: 'oauth2',
  // User info: the introspection endpoint names the user, and would need the access token in its body.
  endpoints: {
    authorization: 'https://app.hubspot.com/oauth/authorize',
    token: 'https://api.hubapi.com/oauth/v3/token',
    userInfo: 'https://api.hubapi.com/account-info/v3/details',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: unknown(
      'HubSpot documents a client secret for every code exchange. Its newest endpoint also accepts a code_verifier.',
    ),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['oauth'], separator: ' ' },
  deviceCode: unknown('HubSpot does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.hubapi.com'],
  profile: mapProfile({ id: 'portalId', name: 'uiDomain' }),
};
