import type { PresetReference } from '../reference.ts';
import { yes } from '../verdict.ts';

const SOURCE = 'zitadel/zitadel@007ef9c internal/domain/application_oidc.go';

export const reference: PresetReference = {
  parameterDescriptions: { instance: 'domain of the instance, as its console is reached' },
  refreshToken: {
    issued: yes('"Refresh Token" must be selected in the application.'),
    rotation: yes(),
  },
  clientCredentials: yes('It is for service accounts, which have a separate ID and secret.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('The application must be of the type Native.'),
    customScheme: yes('The application must be of the type Native.'),
    query: yes(),
  },
  registration: {
    fields: {
      'Application type': 'Native',
      'Redirect URIs': '{redirectUri}',
      'Grant Types': 'Authorization Code, Refresh Token',
    },
  },
  quirks: [
    'A custom scheme in an application of the type Web is flagged as not compliant.',
    'A refresh token requires the scope offline_access and a selected checkbox in the application.',
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
