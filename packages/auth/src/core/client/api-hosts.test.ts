import { oidc } from '@ddext-oauth/providers';
import { describe, expect, test } from '@jest/globals';
import { allowedTarget } from './api-hosts.ts';
import { createConfiguration } from './client.ts';
import { resolveProvider } from './settings.ts';

const provider = resolveProvider(
  {
    id: 'test',
    preset: {
      ...oidc,
      apiHosts: ['api.example'],
      endpoints: {
        authorization: 'https://id.example/authorize',
        token: 'https://id.example/token',
        userInfo: 'https://info.example/me',
      },
    },
    issuer: 'https://id.example',
    clientId: 'client',
    apiHosts: ['files.example:8443'],
  },
  () => undefined,
);
const check = async (url: string) =>
  allowedTarget(await createConfiguration(provider, {}, []), provider, url);

test('resolves the name of the user info endpoint to its URL, or rejects it if there is none', async () => {
  expect((await check('userinfo_endpoint')).href).toBe('https://info.example/me');
  const without = {
    ...provider,
    endpoints: provider.endpoints && { ...provider.endpoints, userInfo: undefined },
  };
  const configuration = await createConfiguration(without as typeof provider, {}, []);
  expect(() => allowedTarget(configuration, provider, 'userinfo_endpoint')).toThrow(
    expect.objectContaining({ code: 'request-invalid', message: expect.stringContaining('no user info') }),
  );
});

describe('rule 32: an access token', () => {
  test.each([
    'https://api.example/v1/me?all=true',
    'https://API.example/',
    'https://files.example:8443/',
    'https://info.example/me',
  ])('is sent to %s', async (url) => {
    expect((await check(url)).href).toBe(new URL(url).href);
  });

  test.each([
    'https://attacker.example/',
    'https://api.example.attacker.example/',
    'https://api.example@attacker.example/',
    'https://sub.api.example/',
    'https://api.example:8443/',
    'https://files.example/',
    'https://attacker.example/?https://api.example/',
    'https:api.example.attacker.example',
    'data:text/plain,api.example',
  ])('is not sent to %s', async (url) => {
    await expect(check(url)).rejects.toMatchObject({ code: 'host-not-allowed' });
  });

  test.each(['', '/v1/me', '//api.example/v1/me', 'api.example'])('is not sent for "%s"', async (url) => {
    await expect(check(url)).rejects.toMatchObject({ code: 'request-invalid' });
  });
});
