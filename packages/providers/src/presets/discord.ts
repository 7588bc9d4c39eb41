import { profileOf } from '../claims.ts';
import type { Preset, Profile } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** @see {@link https://docs.discord.com/developers/reference#image-formatting} for the address of an avatar */
async function discordProfile(user: Readonly<Record<string, unknown>>): Promise<Profile> {
  const { id, avatar, email, verified, global_name, username } = user;
  return profileOf({
    id,
    name: global_name ?? username,
    email,
    emailVerified: verified,
    avatarUrl: avatar && `https://cdn.discordapp.com/avatars/${id}/${avatar}.png`,
  });
}

/** Discord applications. @see {@link https://docs.discord.com/developers/topics/oauth2} */
export const discord: Preset = {
  id: 'discord',
  name: 'Discord',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://discord.com/oauth2/authorize',
    token: 'https://discord.com/api/oauth2/token',
    userInfo: 'https://discord.com/api/users/@me',
    deviceAuthorization: 'https://discord.com/api/v10/oauth2/device/authorize',
    revocation: 'https://discord.com/api/oauth2/token/revoke',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('"Public Client" must be enabled in the application.') },
  pkce: { method: 'S256' },
  scopes: { default: ['identify', 'email'], separator: ' ' },
  deviceCode: yes(),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['discord.com'],
  profile: discordProfile,
};
