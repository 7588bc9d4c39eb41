import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const CLIENT_APPS = 'https://developer.salesforce.com/docs/platform/isvforce/guide/secure-code-ac-eca.md';
const BETTER_AUTH = 'better-auth/better-auth@451aa4b packages/core/src/social-providers/salesforce.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  aliases: ['sfdc'],
  parameterDescriptions: { domain: "the sign-in host: login.salesforce.com, or the company's My Domain" },
  refreshToken: {
    issued: yes(),
    rotation: unknown('The cited pages of Salesforce do not say whether refresh tokens rotate.'),
  },
  clientCredentials: undocumented('Whether an app may request a token for itself'),
  redirects: {
    loopbackAddress: unknown('Only http://localhost is documented.'),
    localhost: yes(),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: unknown('Any prefix is documented to do, with an example that has no period.'),
    query: undocumented('Whether a callback URL may have a query'),
  },
  registration: {
    fields: {
      'Callback URL': '{redirectUri}',
      'OAuth Scopes': 'openid, profile, email, refresh_token',
      'Require secret': 'off, for a public client',
    },
  },
  quirks: [
    'A public client must not send a client secret.',
    "API calls go to the token response's instance_url: sign in at the company's My Domain, or list that host in apiHosts.",
    'The profile is that of the user info, which has more claims than the ID token.',
  ],
  evidence: [
    { source: CLIENT_APPS, grade: 'vendor', facts: ['pkce', 'publicClient', 'registration'] },
    {
      source:
        'https://developer.salesforce.com/docs/atlas.en-us.mobile_sdk.meta/mobile_sdk/connected_apps_howto.htm',
      grade: 'vendor',
      facts: ['redirects.customScheme'],
    },
    {
      source: 'https://github.com/forcedotcom/datacloud-customcode-python-sdk/pull/54',
      grade: 'vendor',
      facts: ['redirects.localhost', 'refresh.scopes'],
    },
    { source: BETTER_AUTH, grade: 'preset', facts: ['scopes', 'profile'] },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/salesforce.ts',
      grade: 'preset',
      facts: ['issuer', 'protocol'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/salesforce.js',
      grade: 'preset',
      facts: ['clientAuthentication'],
    },
    {
      source: 'NangoHQ/nango@2f4c0af packages/providers/providers.yaml',
      grade: 'preset',
      facts: ['refreshToken.issued', 'refresh.scopes', 'quirks'],
    },
    {
      source:
        'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_dpop_guide.htm&language=en_US&type=5',
      grade: 'vendor',
      facts: ['dpop'],
    },
  ],
};
