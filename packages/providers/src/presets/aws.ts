import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, yes } from '../verdict.ts';

/** AWS Sign-In, for a registered public client. @see https://docs.aws.amazon.com/signin/latest/userguide/oauth-sign-in-overview.html */
export const aws: Preset = {
  id: 'aws',
  name: 'AWS',
  protocol: 'oauth2',
  parameters: [
    { name: 'region', example: 'us-east-1', kind: 'segment', default: 'us-east-1' },
    { name: 'resource', example: 'https://aws-mcp.us-east-1.api.aws/mcp', kind: 'url' },
  ],
  endpoints: {
    authorization: 'https://{region}.oauth.signin.aws/v1/authorize',
    token: 'https://{region}.oauth.signin.aws/v1/token',
  },
  resource: '{resource}',
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: yes('AWS Sign-In registers public clients only.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: no('AWS Sign-In supports the grants authorization_code and refresh_token only.'),
  issuerInResponse: no('The documented authorization response has code and state only.'),
  apiHosts: [],
  profile: mapProfile({ id: 'sub', name: 'sub' }),
};
