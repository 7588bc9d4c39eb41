import { oidc } from '@ddext-oauth/providers';
import { describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { createConfiguration } from '../client/client.ts';
import { resolveProvider } from '../client/settings.ts';
import { beginDeviceAuthorization } from '../grants/device.ts';
import { isBrowserPage } from './browser-page.ts';

const onThisMachine = [
  'http://127.0.0.1:631/admin',
  'http://localhost/',
  'http://[::1]:8080/',
  'http://2130706433/',
];
const never = [
  ...['http://id.example/', 'http://10.0.0.1/x', 'http://172.16.0.1/', 'http://192.168.1.1/setup'],
  ...[
    'http://169.254.169.254/latest',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://0.0.0.0/',
    'http://127.0.0.2/',
  ],
  ...['http://[::ffff:10.0.0.1]/', 'http://localhost.attacker.example/', 'http://printer.local/'],
  ...['https://id.example@attacker.example/', 'https://:secret@id.example/', 'http://127.0.0.1@127.0.0.1/'],
  ...[
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,a',
    'docker-desktop://dashboard/open',
    'ftp://a/',
  ],
  ...[
    'id.example/device',
    '//id.example/',
    '/device',
    '',
    ' ',
    'https://',
    42,
    undefined,
    null,
    {},
    ['https://id.example/'],
  ],
];

describe('rule 42: a provider can send a browser', () => {
  test.each(['https://id.example/device', 'https://id.example:8443/a?b=c#d', 'HTTPS://ID.EXAMPLE'])(
    'to %s with and without the development setting',
    (address) => {
      expect([isBrowserPage(address, false), isBrowserPage(address, true)]).toEqual([true, true]);
    },
  );

  test.each(onThisMachine)('to %s only with the development setting', (address) => {
    expect([isBrowserPage(address, false), isBrowserPage(address, true)]).toEqual([false, true]);
  });

  test.each(never)('never to %j', (address) => {
    expect([isBrowserPage(address, false), isBrowserPage(address, true)]).toEqual([false, false]);
  });
});

test.each(['verification_uri', 'verification_uri_complete'])(
  'rule 42: a %s on loopback is rejected without the development setting',
  async (name) => {
    const endpoints = {
      authorization: 'https://id.example/authorize',
      token: 'https://id.example/token',
      deviceAuthorization: 'https://id.example/device',
    };
    const provider = resolveProvider(
      { id: 'test', preset: { ...oidc, endpoints }, issuer: 'https://id.example', clientId: 'client' },
      () => undefined,
    );
    const configuration = await createConfiguration(provider, {}, []);
    const device = {
      device_code: 'a',
      user_code: 'b',
      verification_uri: 'https://id.example/',
      expires_in: 600,
    };
    configuration[client.customFetch] = async () =>
      Response.json({ ...device, [name]: 'http://127.0.0.1:631/' });
    await expect(beginDeviceAuthorization(configuration, provider, 0)).rejects.toMatchObject({
      code: 'provider-misconfigured',
      message: expect.stringContaining('"http://127.0.0.1:631/", is not an https address'),
    });
    expect(await beginDeviceAuthorization(configuration, provider, 0, true)).toMatchObject({ userCode: 'b' });
  },
);
