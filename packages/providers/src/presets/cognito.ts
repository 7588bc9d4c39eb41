import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A user pool of Amazon Cognito with its managed login. @see https://docs.aws.amazon.com/cognito/latest/developerguide */
export const cognito: Preset = {
  id: 'cognito',
  name: 'Amazon Cognito',
  protocol: 'oidc',
  parameters: [
    {
      name: 'region',
      example: 'eu-central-1',
      kind: 'segment',
    },
    {
      name: 'userPoolId',
      example: 'eu-central-1_A1b2C3d4E',
      kind: 'segment',
    },
  ],
  issuer: 'https://cognito-idp.{region}.amazonaws.com/{userPoolId}',
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes() },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: unknown('AWS documents no device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
