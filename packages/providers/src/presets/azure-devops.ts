import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** Azure DevOps Services, through Microsoft Entra ID. @see https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/entra-oauth */
export const azureDevops: Preset = {
  id: 'azure-devops',
  name: 'Azure DevOps',
  protocol: 'oidc',
  issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
  parameters: [
    { name: 'tenant', example: 'contoso.onmicrosoft.com', kind: 'segment', default: 'organizations' },
  ],
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  publicClient: { authorizationCode: yes('"Allow public client flows" must be on.') },
  pkce: { method: 'S256' },
  scopes: {
    default: ['openid', 'profile', 'email', '499b84ac-1321-427f-aa17-267ca6975798/user_impersonation'],
    separator: ' ',
  },
  refresh: { scopes: ['offline_access'] },
  deviceCode: yes('"Allow public client flows" must be on.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['dev.azure.com', 'vssps.dev.azure.com', 'app.vssps.visualstudio.com'],
  profile: mapProfile({ id: 'sub', name: ['name', 'preferred_username'], email: 'email' }),
};
