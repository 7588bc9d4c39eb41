import { profileOf } from './claims.ts';
import type { Preset, Profile, ResourceReader } from './preset.ts';
import { no, unknown, yes } from './verdict.ts';

const API = 'https://api.github.com';
const DOCS = 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps';

/** GitHub OAuth apps and GitHub Apps, as a person's sign-in. @see {@link DOCS} */
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
  publicClient: {
    authorizationCode: no('GitHub wants the client secret with every code.'),
    deviceCode: yes('The device flow has to be switched on in the app.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['read:user', 'user:email'], separator: ' ' },
  refresh: {
    issued: unknown(
      'GitHub Apps with expiring user tokens get one; OAuth apps have tokens that do not expire.',
    ),
    rotation: yes(),
  },
  deviceCode: yes('It has to be switched on in the app.'),
  clientCredentials: unknown('GitHub Apps authenticate with a key of their own, by other means.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: unknown('The documentation advises against it.'),
    anyPort: yes(),
    customScheme: yes("Docker's own sample signs in at GitHub this way."),
    query: yes(),
  },
  issuerInResponse: yes('The value is https://github.com/login/oauth.'),
  apiHosts: ['api.github.com'],
  profile: gitHubProfile,
  registration: {
    url: 'https://github.com/settings/developers',
    fields: {
      'Homepage URL': 'where your extension is described',
      'Authorization callback URL': '{redirectUri}',
    },
  },
  quirks: [
    'Errors of the token endpoint, and each "not yet" of the device flow, come with HTTP 200.',
    'The callback carries iss=https://github.com/login/oauth.',
    'Granted scopes come back separated by commas.',
    'The address that a person hides is in a list of its own.',
  ],
  evidence: [
    {
      source: DOCS,
      grade: 'vendor',
      facts: [
        'endpoints',
        'clientAuthentication',
        'publicClient',
        'pkce',
        'scopes',
        'deviceCode',
        'redirects',
      ],
    },
    { source: 'https://docs.github.com/en/rest/users/users', grade: 'vendor', facts: ['profile'] },
    {
      source: 'docker/extensions-sdk samples/oauth-sample',
      grade: 'vendor',
      facts: ['redirects.customScheme', 'redirects.query'],
    },
    {
      source: 'https://github.com/nextauthjs/next-auth/pull/13410',
      grade: 'preset',
      facts: ['issuer', 'issuerInResponse'],
    },
  ],
};

/** The user resource leaves `email` out where the person hides it; the list of addresses says which is primary. */
async function gitHubProfile(
  user: Readonly<Record<string, unknown>>,
  read: ResourceReader,
): Promise<Profile> {
  // Of the public address GitHub does not say here whether it is verified; of the list, only verified ones are taken.
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
