import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** OAuth clients of Datadog integrations. @see https://docs.datadoghq.com/extend/authorization/oauth2_endpoints */
export const datadog: Preset = {
  id: 'datadog',
  name: 'Datadog',
  protocol: 'oauth2',
  parameters: [{ name: 'site', example: 'datadoghq.eu', kind: 'segment', default: 'datadoghq.com' }],
  endpoints: {
    authorization: 'https://app.{site}/oauth2/v1/authorize',
    token: 'https://api.{site}/oauth2/v1/token',
    userInfo: 'https://api.{site}/api/v2/current_user',
    revocation: 'https://api.{site}/oauth2/v1/revoke',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: yes('A public client has no secret.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: unknown('Datadog does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.{site}'],
  profile: mapProfile({
    id: 'data.id',
    name: ['data.attributes.name', 'data.attributes.handle'],
    email: 'data.attributes.email',
    avatarUrl: 'data.attributes.icon',
  }),
};
