import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** OAuth apps of the Hugging Face Hub. @see https://huggingface.co/docs/hub/oauth */
export const huggingFace: Preset = {
  id: 'hugging-face',
  name: 'Hugging Face',
  protocol: 'oidc',
  issuer: 'https://huggingface.co',
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes('Its own library signs users in without a secret.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: unknown('Hugging Face does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['huggingface.co'],
  profile: standardClaims,
};
