import { profileOf } from './claims.ts';
import type { Preset, Profile, ResourceReader } from './preset.ts';
import { no, unknown, yes } from './verdict.ts';

const DOCS = 'https://developer.atlassian.com/cloud/bitbucket/oauth-2';
const API = 'https://api.bitbucket.org/2.0';
const unsaid = (what: string) => unknown(`The documentation does not say ${what}.`);

/** Bitbucket Cloud, by an OAuth consumer of a workspace. @see {@link DOCS} */
export const bitbucket: Preset = {
  id: 'bitbucket',
  name: 'Bitbucket',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://bitbucket.org/site/oauth2/authorize',
    token: 'https://bitbucket.org/site/oauth2/access_token',
    userInfo: `${API}/user`,
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: unsaid('whether the secret may be left out') },
  // Not mentioned there; a server that does not know it has to ignore it (RFC 6749 section 3.1).
  pkce: { method: 'S256' },
  scopes: { default: ['account', 'email'], separator: ' ' },
  refresh: { issued: yes(), rotation: unsaid('whether refresh tokens rotate') },
  deviceCode: no('Bitbucket has no device flow among its grants.'),
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: unsaid('whether http://127.0.0.1 is accepted'),
    localhost: yes("Git Credential Manager's consumer has it."),
    anyPort: unsaid('whether the port may vary'),
    customScheme: unsaid('whether a custom scheme is accepted'),
    query: unsaid('whether a query is accepted'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['api.bitbucket.org'],
  profile: bitbucketProfile,
  registration: {
    fields: { 'Callback URL': '{redirectUri}', Permissions: 'Account: Email, Read' },
  },
  quirks: [
    'What may be granted is chosen at the consumer, and the answer names it as "scopes".',
    'A redirect URI has to begin with the one callback URL that is configured.',
    'The addresses of a person are a list of their own.',
  ],
  evidence: [
    {
      source: DOCS,
      grade: 'vendor',
      facts: ['endpoints', 'clientAuthentication', 'deviceCode', 'clientCredentials'],
    },
    {
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud',
      grade: 'vendor',
      facts: ['registration', 'scopes'],
    },
    {
      source: 'https://developer.atlassian.com/cloud/bitbucket/rest/api-group-users/',
      grade: 'vendor',
      facts: ['scopes', 'apiHosts', 'profile'],
    },
    {
      source: 'git-ecosystem/git-credential-manager@2fe99b8 *Constants.cs',
      grade: 'report',
      facts: ['redirects.localhost'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/bitbucket.ts',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'profile'],
    },
    { source: 'npm arctic@3.7.0 dist/providers/bitbucket.js', grade: 'preset', facts: ['refresh'] },
  ],
};

async function bitbucketProfile(
  user: Readonly<Record<string, unknown>>,
  read: ResourceReader,
): Promise<Profile> {
  const { values } = (await read(`${API}/user/emails`)) as { values?: Email[] };
  const email = values?.find(({ is_primary, is_confirmed }) => is_primary && is_confirmed)?.email;
  const links = user.links as { avatar?: { href?: unknown } } | undefined;
  return profileOf({
    id: user.account_id,
    name: user.display_name,
    email,
    emailVerified: email !== undefined,
    avatarUrl: links?.avatar?.href,
  });
}

interface Email {
  readonly email?: unknown;
  readonly is_primary?: boolean;
  readonly is_confirmed?: boolean;
}
