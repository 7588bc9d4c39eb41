import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

const DOCS = 'https://developer.amazon.com/docs/login-with-amazon';

export const reference: PresetReference = {
  aliases: ['amazon'],
  refreshToken: {
    issued: yes(),
    rotation: unknown('Amazon does not say whether a used refresh token stays good.'),
  },
  clientCredentials: unknown('Amazon documents no grant for the security profile itself.'),
  redirects: {
    loopbackAddress: no('Amazon requires an https URL.'),
    localhost: yes(
      'Amazon documents HTTPS addresses; its own AVS Device SDK signs in with http://localhost:3000/authresponse.',
    ),
    anyPort: unknown('Amazon does not say whether the port may vary.'),
    customScheme: no('Amazon requires an https URL.'),
    query: unknown('Amazon does not say whether a return URL may have a query.'),
  },
  registration: {
    url: 'https://developer.amazon.com/loginwithamazon/console/site/lwa/overview.html',
    fields: {
      'Consent Privacy Notice URL': 'where you say what you do with personal data',
      'Web Settings: Allowed Return URLs': '{redirectUri}',
    },
  },
  quirks: [
    'Return URLs are documented as https URLs. The only http host that is known to be accepted is localhost.',
    'The device flow differs from RFC 8628 and is not supported.',
    'A refresh returns the same refresh token.',
  ],
  evidence: [
    {
      source: `${DOCS}/authorization-code-grant.html`,
      grade: 'vendor',
      facts: [
        'endpoints.authorization',
        'clientAuthentication',
        'pkce',
        'scopes',
        'refreshToken.issued',
        'redirects.loopbackAddress',
        'redirects.customScheme',
      ],
    },
    {
      source: `${DOCS}/retrieve-code-other-platforms-cbl-docs.html`,
      grade: 'vendor',
      facts: ['endpoints.token', 'deviceCode'],
    },
    { source: `${DOCS}/register-web.html`, grade: 'vendor', facts: ['registration'] },
    {
      source: 'https://github.com/alexa/avs-device-sdk/issues/49',
      grade: 'vendor',
      facts: ['redirects.localhost'],
    },
    { source: 'npm grant@5.4.24 config/oauth.json', grade: 'preset', facts: ['endpoints.userInfo'] },
    { source: 'markbates/goth@228b01a providers/amazon/amazon.go', grade: 'preset', facts: ['profile'] },
  ],
};
