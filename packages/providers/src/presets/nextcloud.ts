import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, unknown } from '../verdict.ts';

/** A Nextcloud server. @see https://docs.nextcloud.com/server/latest/admin_manual/configuration_server/oauth2.html */
export const nextcloud: Preset = {
  id: 'nextcloud',
  name: 'Nextcloud',
  protocol: 'oauth2',
  parameters: [{ name: 'baseUrl', example: 'https://cloud.example.com', kind: 'url' }],
  endpoints: {
    authorization: '{baseUrl}/apps/oauth2/authorize',
    token: '{baseUrl}/apps/oauth2/api/v1/token',
    userInfo: '{baseUrl}/ocs/v2.php/cloud/user?format=json',
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: no('Nextcloud supports confidential clients only.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: unknown('Nextcloud does not document a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  userInfoRequest: { headers: { 'ocs-apirequest': 'true' } },
  profile: mapProfile({ id: 'ocs.data.id', name: 'ocs.data.displayname', email: 'ocs.data.email' }),
};
