import { standardClaims } from './claims.ts';
import type { Preset } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const SOURCE = 'zitadel/zitadel@007ef9c internal/domain/application_oidc.go';

/** An instance of ZITADEL, in its cloud or one's own. @see {@link https://zitadel.com/docs/apis/openidoauth/endpoints} */
export const zitadel: Preset = {
  id: 'zitadel',
  name: 'ZITADEL',
  protocol: 'oidc',
  parameters: [
    {
      name: 'instance',
      description: 'domain of the instance, as its console is reached',
      example: 'acme-a1b2c3.zitadel.cloud',
      kind: 'host',
    },
  ],
  issuer: 'https://{instance}',
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  publicClient: {
    authorizationCode: yes('Applications of the types Native and User Agent have no secret.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    issued: yes('"Refresh Token" has to be ticked in the application.'),
    scopes: ['offline_access'],
    rotation: yes(),
  },
  deviceCode: yes('"Device Code" has to be ticked in the application.'),
  clientCredentials: yes('It is for service accounts, which have an id and a secret of their own.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('The application has to be of the type Native.'),
    customScheme: yes('The application has to be of the type Native.'),
    query: yes(),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: [],
  profile: standardClaims,
  registration: {
    fields: {
      'Application type': 'Native',
      'Redirect URIs': '{redirectUri}',
      'Grant Types': 'Authorization Code, Refresh Token',
    },
  },
  quirks: [
    'A custom scheme in an application of the type Web is flagged as not compliant.',
    'A refresh token takes the scope offline_access and a tick in the application.',
  ],
  evidence: [
    {
      source: SOURCE,
      grade: 'vendor',
      facts: ['clientAuthentication', 'publicClient', 'pkce', 'deviceCode', 'redirects', 'quirks'],
    },
    {
      source: 'zitadel/oidc pkg/op/auth_request.go',
      grade: 'vendor',
      facts: ['redirects.anyPort', 'redirects.query', 'redirects.customScheme'],
    },
    {
      source: 'https://help.zitadel.com/how-to-enable-and-receive-refresh-tokens',
      grade: 'vendor',
      facts: ['refresh', 'quirks'],
    },
    {
      source: 'https://zitadel.com/docs/apis/openidoauth/grant-types',
      grade: 'vendor',
      facts: ['deviceCode', 'clientCredentials'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/zitadel.ts',
      grade: 'preset',
      facts: ['issuer', 'scopes', 'profile'],
    },
  ],
};
