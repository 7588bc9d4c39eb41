import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { baseUrl: 'address of the server' },
  refreshToken: {
    issued: unknown(
      'The application sets how long a refresh token lasts, which is 0 hours by default, and it is redeemed at a separate endpoint.',
    ),
    rotation: unknown('Casdoor does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: yes('The grant must be on in the application.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('A loopback address need not even be registered.'),
    customScheme: yes(),
    query: unknown('Casdoor does not document whether a query is accepted.'),
  },
  registration: { fields: { 'Redirect URLs': '{redirectUri}', 'Grant types': 'Authorization Code' } },
  quirks: [
    'A client that sends a secret must send the right one, even with PKCE.',
    'The password grant is supported too, and is not used.',
  ],
  evidence: [
    {
      source: 'casdoor/casdoor-website@02cbe66 docs/how-to-connect/oauth.md',
      grade: 'vendor',
      facts: [
        'endpoints',
        'clientAuthentication',
        'publicClient',
        'pkce',
        'scopes',
        'refreshToken',
        'clientCredentials',
        'quirks',
      ],
    },
    {
      source: 'casdoor/casdoor-website@2453627 docs/how-to-connect/desktop-sdks/electron-app.md',
      grade: 'vendor',
      facts: ['redirects.customScheme'],
    },
    { source: 'casdoor/casdoor util/validation.go', grade: 'vendor', facts: ['redirects'] },
    { source: 'https://openid.net/specs/openid-connect-core-1_0.html', grade: 'vendor', facts: ['profile'] },
  ],
};
