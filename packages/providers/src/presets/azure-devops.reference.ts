import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  aliases: ['vsts'],
  parameterDescriptions: { tenant: 'directory (tenant) ID or domain of the organization' },
  refreshToken: {
    issued: yes(),
    rotation: unknown('Microsoft does not say whether a used refresh token remains valid.'),
  },
  clientCredentials: yes('For a service principal that an organization has added.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes(),
    customScheme: unknown('Custom schemes are accepted; whether one without a period is, no source shows.'),
    query: unknown('A query is accepted, unless personal Microsoft accounts may sign in.'),
  },
  registration: {
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    fields: {
      Platform: 'Mobile and desktop applications',
      'Redirect URI': '{redirectUri}',
      'Allow public client flows': 'Yes',
      'API permissions': 'Azure DevOps, user_impersonation',
    },
  },
  quirks: [
    'The token is for Azure DevOps, so user info rejects it: the profile is that of the ID token.',
    'Azure DevOps has a separate OAuth server, which accepts no new applications.',
  ],
  evidence: [
    {
      source: 'MicrosoftDocs/entra-docs@144a41c docs/identity-platform/scenario-desktop-app-registration.md',
      grade: 'vendor',
      facts: ['publicClient', 'deviceCode', 'clientCredentials', 'redirects.customScheme', 'registration'],
    },
    {
      source: 'MicrosoftDocs/entra-docs@0358995 docs/identity-platform/reply-url.md',
      grade: 'vendor',
      facts: ['redirects'],
    },
    {
      source: 'https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/entra-oauth',
      grade: 'vendor',
      facts: ['scopes', 'quirks'],
    },
    {
      source: 'https://learn.microsoft.com/entra/identity-platform/userinfo',
      grade: 'vendor',
      facts: ['quirks', 'profile'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/microsoft-entra-id.js',
      grade: 'preset',
      facts: ['clientAuthentication', 'pkce'],
    },
    { source: 'npm @auth/core@0.41.3 providers/azure-devops.js', grade: 'preset', facts: ['quirks'] },
    {
      source:
        'MicrosoftDocs/entra-docs@03ffb81 docs/identity-platform/quickstart-configure-app-access-web-apis.md',
      grade: 'vendor',
      facts: ['refresh', 'refreshToken.issued'],
    },
  ],
};
