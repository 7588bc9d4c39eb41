import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://docs.pingidentity.com/pingone/applications';
const API = 'https://developer.pingidentity.com/pingone-api';

export const reference: PresetReference = {
  aliases: ['ping', 'ping-identity'],
  parameterDescriptions: {
    authHost: 'host of the sign-in pages, by the region of the environment',
    environmentId: 'Environment ID, in the settings of the environment',
  },
  refreshToken: {
    issued: yes('The grant type "Refresh Token" must be selected in the application.'),
    rotation: unknown('No source says whether a used refresh token stays valid.'),
  },
  clientCredentials: yes('The grant type "Client Credentials" must be selected in the application.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes(),
    customScheme: unknown('PingOne does not say which schemes a native application may register.'),
    query: yes(),
  },
  registration: {
    fields: {
      'Application Type': 'Native',
      'Token Auth Method': 'None (public client, no secret)',
      'PKCE Enforcement': 'S256 Required',
      'Grant Type': 'Authorization Code, Refresh Token',
      'Redirect URIs': '{redirectUri}',
    },
  },
  quirks: ['A redirect URI may have one wildcard in its path or query; none is needed here.'],
  evidence: [
    { source: `${DOCS}/p1_wildcard_redirect_uri.html`, grade: 'vendor', facts: ['redirects', 'quirks'] },
    {
      source: `${API}/auth/openid-connect-oauth-2/discovery-openid-configuration.html`,
      grade: 'vendor',
      facts: ['issuer'],
    },
    {
      source: `${DOCS}/p1_token_endpoint_authentication_methods.html`,
      grade: 'vendor',
      facts: ['clientAuthentication'],
    },
    {
      source: `${API}/workflow-library/platform-sso-and-authorization/openid-connect-oidc/client-authentication-methods/environment-configuration/none.html`,
      grade: 'vendor',
      facts: ['publicClient', 'pkce'],
    },
    {
      source: `${DOCS}/p1_grant_types.html`,
      grade: 'vendor',
      facts: ['refreshToken.issued', 'deviceCode', 'clientCredentials'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/pingone.ts',
      grade: 'preset',
      facts: ['protocol', 'scopes', 'profile'],
    },
  ],
};
