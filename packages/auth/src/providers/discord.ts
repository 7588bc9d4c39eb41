import { profileOf } from './claims.ts';
import type { Preset, Profile } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const DOCS = 'discord/discord-api-docs@c98d64b developers/topics/oauth2.mdx';
const LINKING = 'discord/discord-api-docs@c98d64b developers/discord-social-sdk';

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
  publicClient: { authorizationCode: yes('"Public Client" has to be switched on in the application.') },
  pkce: { method: 'S256' },
  scopes: { default: ['identify', 'email'], separator: ' ' },
  refresh: {
    issued: yes(),
    rotation: unknown('Discord does not say whether a used refresh token stays good.'),
  },
  deviceCode: yes(),
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: yes(),
    localhost: unknown('Discord documents 127.0.0.1 for desktop clients, and says nothing of the name.'),
    anyPort: unknown('Discord does not say whether the port may vary.'),
    customScheme: unknown(
      'Discord documents one scheme for each application, discord-APP_ID:, and says nothing of others.',
    ),
    query: unknown('Discord does not say whether a redirect URI may have a query.'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['discord.com'],
  profile: discordProfile,
  registration: {
    url: 'https://discord.com/developers/applications',
    fields: { Redirects: '{redirectUri}' },
  },
  quirks: [
    'Token requests are taken as forms only.',
    'Revoking one token revokes every token of the same sign-in.',
    'The avatar comes as a hash, from which its address is made.',
  ],
  evidence: [
    {
      source: DOCS,
      grade: 'vendor',
      facts: [
        'endpoints',
        'clientAuthentication',
        'refresh.issued',
        'clientCredentials',
        'scopes.separator',
        'quirks',
      ],
    },
    {
      source: `${LINKING}/development-guides/account-linking-on-consoles.mdx`,
      grade: 'vendor',
      facts: ['endpoints.deviceAuthorization', 'deviceCode'],
    },
    {
      source: `${LINKING}/development-guides/account-linking-on-mobile.mdx`,
      grade: 'vendor',
      facts: ['pkce', 'publicClient', 'redirects.customScheme'],
    },
    {
      source: `${LINKING}/development-guides/account-linking-with-discord.mdx`,
      grade: 'vendor',
      facts: ['redirects.loopbackAddress'],
    },
    {
      source: `${LINKING}/core-concepts/oauth2-scopes.mdx`,
      grade: 'vendor',
      facts: ['publicClient'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/discord.ts',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'scopes.default', 'profile'],
    },
  ],
};

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
