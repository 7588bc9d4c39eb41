import { profileOf } from '../claims.ts';
import type { Preset, Profile, ResourceReader } from '../preset.ts';
import { no, yes } from '../verdict.ts';

const API = 'https://api.github.com';
const LOGIN = 'https://github.com/login';

/** GitHub OAuth apps and GitHub Apps, which sign in users. @see https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps */
export const github: Preset = {
  id: 'github',
  name: 'GitHub',
  protocol: 'oauth2',
  issuer: `${LOGIN}/oauth`,
  endpoints: {
    authorization: `${LOGIN}/oauth/authorize`,
    token: `${LOGIN}/oauth/access_token`,
    userInfo: `${API}/user`,
    deviceAuthorization: `${LOGIN}/device/code`,
  },
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  publicClient: {
    authorizationCode: no('GitHub requires the client secret with every code.'),
    deviceCode: yes(),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['read:user', 'user:email'], separator: ' ' },
  deviceCode: yes('It must be enabled in the app.'),
  issuerInResponse: yes('The value is https://github.com/login/oauth.'),
  apiHosts: ['api.github.com'],
  profile: gitHubProfile,
};

/** The user resource omits `email` if the user hides it. The list of addresses marks the primary one. */
async function gitHubProfile(
  user: Readonly<Record<string, unknown>>,
  read: ResourceReader,
): Promise<Profile> {
  // GitHub does not report whether the public address is verified. From the list, only verified addresses are used.
  const listed = user.email ? undefined : await primaryEmail(read);
  return profileOf({
    id: user.id,
    name: user.name ?? user.login,
    email: user.email ?? listed,
    emailVerified: listed !== undefined || undefined,
    avatarUrl: user.avatar_url,
  });
}

async function primaryEmail(read: ResourceReader): Promise<unknown> {
  const addresses = await read(`${API}/user/emails`);
  if (!Array.isArray(addresses)) return undefined;
  return addresses.find((address) => address?.primary === true && address?.verified === true)?.email;
}
