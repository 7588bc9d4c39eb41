import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Notion, as a public integration. @see https://developers.notion.com/docs/authorization */
export const notion: Preset = {
  id: 'notion',
  name: 'Notion',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://api.notion.com/v1/oauth/authorize',
    token: 'https://api.notion.com/v1/oauth/token',
    userInfo: 'https://api.notion.com/v1/users/me',
    revocation: 'https://api.notion.com/v1/oauth/revoke',
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: {
    authorizationCode: unknown('The documentation has the client secret in every token request.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  authorizationParameters: { owner: 'user' },
  deviceCode: undocumented('Whether there is a device flow'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  tokenRequest: { body: 'json' },
  apiHosts: ['api.notion.com'],
  userInfoRequest: { headers: { 'notion-version': '2022-06-28' } },
  profile: mapProfile({
    id: 'bot.owner.user.id',
    name: 'bot.owner.user.name',
    email: 'bot.owner.user.person.email',
    avatarUrl: 'bot.owner.user.avatar_url',
  }),
};
