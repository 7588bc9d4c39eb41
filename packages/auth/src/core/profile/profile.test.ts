import { github, type Preset } from '@ddext-oauth/providers';
import { expect, test } from '@jest/globals';
import { startApiServer } from '../../testing/servers/api-server.ts';
import { createConfiguration } from '../client/client.ts';
import { resolveProvider } from '../client/settings.ts';
import { fetchProfile } from './profile.ts';

/** Reads the profile from an API resource of this length. */
async function profileOutOf(bytes: number) {
  const body = JSON.stringify({ id: 'ada' }).padEnd(bytes);
  const api = await startApiServer({ status: 200, headers: {}, body });
  const preset: Preset = {
    ...github,
    apiHosts: [api.host],
    endpoints: { authorization: `${api.origin}/a`, token: `${api.origin}/t` },
    profile: async (_claims, read) => (await read(`${api.origin}/user`)) as { id: string },
  };
  const settings = { id: 'test', preset, clientId: 'a', clientSecret: { variable: 'SECRET' } };
  const provider = resolveProvider(settings, () => 'a-secret');
  const configuration = await createConfiguration(provider, { insecureLoopbackIssuer: true }, ['']);
  const tokens = { accessToken: 'a-token', issuedAt: 0, scopes: [], members: {} };
  return fetchProfile(configuration, provider, tokens).finally(api.close);
}

test('reads a user resource of 1 MiB, and rejects one byte more', async () => {
  expect(await profileOutOf(1024 * 1024)).toEqual({ id: 'ada' });
  await expect(profileOutOf(1024 * 1024 + 1)).rejects.toMatchObject({ code: 'profile-unavailable' });
});
