import { profileOf } from '../claims.ts';
import type { Preset, Profile, ResourceReader } from '../preset.ts';
import { no, unknown } from '../verdict.ts';

const API = 'https://api.bitbucket.org/2.0';
const undocumented = (what: string) => unknown(`The documentation does not say ${what}.`);

interface Email {
  readonly email?: unknown;
  readonly is_primary?: boolean;
  readonly is_confirmed?: boolean;
}

/** Bitbucket Cloud, by an OAuth consumer of a workspace. @see https://developer.atlassian.com/cloud/bitbucket/oauth-2 */
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
  publicClient: { authorizationCode: undocumented('whether the secret may be left out') },
  // Not mentioned there; a server that does not know it has to ignore it (RFC 6749 section 3.1).
  pkce: { method: 'S256' },
  scopes: { default: ['account', 'email'], separator: ' ' },
  deviceCode: no('Bitbucket has no device flow among its grants.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.bitbucket.org'],
  profile: bitbucketProfile,
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
