import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: unknown('A renewal returns a new refresh token; whether the old one ends is not documented.'),
  },
  clientCredentials: yes('Scoped OAuth only, with a scope as_account-REGION.SUBDOMAIN.'),
  redirects: {
    loopbackAddress: unknown('PagerDuty does not document whether http://127.0.0.1 is accepted.'),
    localhost: unknown('PagerDuty does not document whether http://localhost is accepted.'),
    anyPort: unknown('PagerDuty does not document whether the port may vary.'),
    customScheme: unknown('PagerDuty does not document custom schemes.'),
    query: unknown('PagerDuty does not document whether a query is accepted.'),
  },
  registration: {
    fields: {
      Functionality: 'OAuth 2.0, Scoped OAuth',
      'Redirect URL': '{redirectUri}',
      'Permission scopes': 'users.read',
    },
  },
  quirks: [
    'An authorization code is valid for 30 seconds.',
    'A scope that an app may not have is dropped without an error.',
    'An ID token comes with every token, although openid is not requested.',
  ],
  evidence: [
    {
      source:
        'PagerDuty/developer-docs@b2cef04 docs/app-integration-development/09-User-OAuth-Token-Code-Grant.md',
      grade: 'vendor',
      facts: [
        'issuer',
        'endpoints',
        'clientAuthentication',
        'scopes.separator',
        'refreshToken',
        'userInfoRequest',
        'quirks',
      ],
    },
    {
      source: 'PagerDuty/developer-docs@08f5c3f docs/app-integration-development/10-OAuth-2-PKCE.md',
      grade: 'vendor',
      facts: ['publicClient', 'pkce'],
    },
    {
      source:
        'PagerDuty/developer-docs@60c9d71 docs/app-integration-development/20-OAuth-2-Extended-OAuth.md',
      grade: 'vendor',
      facts: ['clientCredentials'],
    },
    {
      source: 'https://docs.arcade.dev/home/auth-providers/pagerduty',
      grade: 'report',
      facts: ['scopes.default', 'registration'],
    },
    { source: 'npm @nangohq/providers@0.71.10 providers.yaml', grade: 'preset', facts: ['endpoints'] },
  ],
};
