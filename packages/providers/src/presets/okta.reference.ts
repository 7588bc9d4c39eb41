import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const undocumented = (what: string) => unknown(`The cited documentation does not say ${what}.`);

export const reference: PresetReference = {
  parameterDescriptions: { domain: "the organization's domain, as the console shows it" },
  refreshToken: {
    issued: yes(),
    rotation: unknown('Each app decides; with rotation the old token stays good for up to 60 seconds.'),
  },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: undocumented('whether http://127.0.0.1 is accepted'),
    localhost: yes(),
    anyPort: undocumented('whether the port may vary'),
    customScheme: unknown(
      'Custom schemes are accepted, and a vendor example registers one without a period.',
    ),
    query: undocumented('whether a query is accepted'),
  },
  registration: {
    fields: {
      'Sign-in method': 'OIDC - OpenID Connect',
      'Application type': 'Native Application',
      'Grant type': 'Authorization Code, Refresh Token',
      'Sign-in redirect URIs': '{redirectUri}',
    },
    steps: [
      {
        text: 'Open the Okta Admin Console, then Applications in the menu of the same name, and click "Create App Integration".',
      },
      {
        text: 'Choose the type, and click Next.',
        fields: { 'Sign-in method': 'OIDC - OpenID Connect', 'Application type': 'Native Application' },
      },
      {
        text: 'Fill in the form.',
        fields: {
          'App integration name': '{appName}',
          'Grant type': 'Authorization Code, Refresh Token',
          'Sign-in redirect URIs': '{redirectUri}',
          Assignments: 'the users who may sign in',
        },
      },
      {
        text: 'Click Save. Copy the Client ID into {clientIdVariable}. A Native Application has no secret unless you choose one.',
      },
      {
        text: 'Open the user menu in the Admin Console, and copy the domain of your organization into the variable whose name ends in `_DOMAIN`.',
      },
    ],
  },
  quirks: [
    'An example of Okta itself has a redirect URI whose scheme has no period.',
    'If a refresh token is used a second time, the tokens issued for its first use are revoked.',
  ],
  evidence: [
    {
      source: 'https://help.okta.com/en-us/Content/Topics/Apps/Apps_App_Integration_Wizard_OIDC.htm',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: 'okta/okta-developer-docs@468de9c docs/guides/refresh-tokens/main/index.md',
      grade: 'vendor',
      facts: ['publicClient', 'refresh', 'refreshToken.issued'],
    },
    {
      source: 'okta/okta-developer-docs@468de9c docs/guides/device-authorization-grant/main/index.md',
      grade: 'vendor',
      facts: ['issuer', 'deviceCode'],
    },
    {
      source: 'okta/okta-management-openapi-spec@fdda229 management-oneOfInheritance.yaml',
      grade: 'vendor',
      facts: ['clientCredentials', 'redirects.customScheme'],
    },
    {
      source:
        'okta/okta-developer-docs@06314ba packages/@okta/vuepress-site/docs/guides/sign-into-mobile-app-redirect/main/index.md',
      grade: 'vendor',
      facts: ['redirects.customScheme', 'registration', 'registration.steps'],
    },
    {
      source: 'okta/samples-python-flask okta-hosted-login/README.md',
      grade: 'vendor',
      facts: ['redirects.localhost'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/okta.ts',
      grade: 'preset',
      facts: ['scopes', 'profile', 'pkce'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/okta.js',
      grade: 'preset',
      facts: ['clientAuthentication', 'pkce'],
    },
    { source: 'https://developer.okta.com/docs/guides/dpop/-/main', grade: 'vendor', facts: ['dpop'] },
    {
      source:
        'okta/okta-developer-docs@3276295 packages/@okta/vuepress-site/docs/guides/find-your-domain/main/index.md',
      grade: 'vendor',
      facts: ['registration.steps', 'parameterDescriptions'],
    },
    {
      source: 'https://reflex.dev/docs/ai/integrations/okta/',
      grade: 'report',
      facts: ['registration.steps'],
    },
  ],
};
