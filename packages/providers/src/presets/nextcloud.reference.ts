import type { PresetReference } from '../reference.ts';
import { unknown } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { baseUrl: 'address of the server, with its folder' },
  refreshToken: {
    issued: unknown('Nextcloud does not document refresh tokens.'),
    rotation: unknown('Nextcloud does not document refresh tokens.'),
  },
  clientCredentials: unknown('Nextcloud does not document a grant for the client itself.'),
  redirects: {
    loopbackAddress: unknown('Nextcloud does not document whether http://127.0.0.1 is accepted.'),
    localhost: unknown('Nextcloud does not document whether http://localhost is accepted.'),
    anyPort: unknown('Nextcloud does not document whether the port may vary.'),
    customScheme: unknown('Nextcloud does not document custom schemes.'),
    query: unknown('Nextcloud does not document whether a query is accepted.'),
  },
  registration: { fields: { 'Redirection URI': '{redirectUri}' } },
  quirks: [
    'There are no scopes: a token has all rights of the user.',
    'API calls need the header OCS-APIRequest.',
  ],
  evidence: [
    {
      source: 'nextcloud/documentation@1239610 admin_manual/configuration_server/oauth2.rst',
      grade: 'vendor',
      facts: ['endpoints', 'publicClient', 'registration'],
    },
    {
      source: 'npm @auth/core@0.41.3 providers/nextcloud.js',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication', 'userInfoRequest', 'profile', 'quirks'],
    },
  ],
  otherCatalogs: [{ url: '*/ocs/v1.php/cloud/users', reason: 'It needs the ID of the user in the URL.' }],
};
