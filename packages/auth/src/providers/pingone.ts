import { standardClaims } from './claims.ts';
import type { Preset } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const DOCS = 'https://docs.pingidentity.com/pingone/applications';
const API = 'https://developer.pingidentity.com/pingone-api';

/** An environment of PingOne. @see {@link DOCS} */
export const pingone: Preset = {
  id: 'pingone',
  name: 'PingOne',
  protocol: 'oidc',
  parameters: [
    {
      name: 'authHost',
      description: 'host of the sign-in pages, by the region of the environment',
      example: 'auth.pingone.eu',
      kind: 'host',
      default: 'auth.pingone.com',
    },
    {
      name: 'environmentId',
      description: 'Environment ID, in the settings of the environment',
      example: '0d3b1c2e-5f4a-4c8b-9d7e-6a5b4c3d2e1f',
      kind: 'segment',
    },
  ],
  issuer: 'https://{authHost}/{environmentId}/as',
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  publicClient: {
    authorizationCode: yes('The application has to be of the type Native, with the method "None".'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    issued: yes('The grant type "Refresh Token" has to be ticked in the application.'),
    rotation: unknown('Nobody has shown whether a used refresh token stays good.'),
  },
  deviceCode: yes('It takes an application of the type Device Authorization.'),
  clientCredentials: yes('The grant type "Client Credentials" has to be ticked in the application.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes(),
    customScheme: unknown('PingOne does not say which schemes a native application may register.'),
    query: yes(),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: [],
  profile: standardClaims,
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
      facts: ['refresh.issued', 'deviceCode', 'clientCredentials'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/pingone.ts',
      grade: 'preset',
      facts: ['protocol', 'scopes', 'profile'],
    },
  ],
};
