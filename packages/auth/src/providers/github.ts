import { profileOf } from './claims.ts';
import type { Preset, Profile, ResourceReader } from './preset.ts';

const API = 'https://api.github.com';

/**
 * GitHub OAuth apps and GitHub Apps, as a person's sign-in.
 *
 * @see https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
 */
export const github: Preset = {
  id: 'github',
  name: 'GitHub',
  protocol: 'oauth2',
  issuer: 'https://github.com/login/oauth',
  endpoints: {
    authorization: 'https://github.com/login/oauth/authorize',
    token: 'https://github.com/login/oauth/access_token',
    userInfo: `${API}/user`,
    deviceAuthorization: 'https://github.com/login/device/code',
  },
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  pkce: { method: 'S256' },
  scopes: { default: ['read:user', 'user:email'], separator: ' ' },
  apiHosts: ['api.github.com'],
  profile: gitHubProfile,
  strategies: {
    'backend-callback': { possible: true },
    'extension-tab': { possible: true, note: "Docker's own sample signs in at GitHub this way." },
  },
  registration: {
    url: 'https://github.com/settings/developers',
    fields: {
      'Homepage URL': 'where your extension is described',
      'Authorization callback URL': '{redirectUri}',
    },
  },
  evidence: [
    'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
    'https://docs.github.com/en/rest/users/users',
  ],
};

/** The user resource leaves `email` out where the person hides it; the list of addresses says which is primary. */
async function gitHubProfile(
  user: Readonly<Record<string, unknown>>,
  read: ResourceReader,
): Promise<Profile> {
  const email = user.email ?? (await primaryEmail(read));
  return profileOf({ id: user.id, name: user.name ?? user.login, email, avatarUrl: user.avatar_url });
}

async function primaryEmail(read: ResourceReader): Promise<unknown> {
  const addresses = await read(`${API}/user/emails`);
  if (!Array.isArray(addresses)) return undefined;
  return addresses.find((address) => address?.primary === true && address?.verified === true)?.email;
}
