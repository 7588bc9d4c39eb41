import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { presets } from './presets.ts';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'gw-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const required = { DDEXT_EXTENSION_ID: 'acme/things', DDEXT_PORT: '51234', DDEXT_PROVIDERS: 'github' };

function inFile(content: unknown): NodeJS.ProcessEnv {
  const path = join(folder, 'settings.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return { DDEXT_SETTINGS: path };
}

const complete = {
  extension: { id: 'acme/things', title: 'Things', strategy: 'backend-callback', port: 51234 },
  providers: [{ id: 'github' }],
};

describe('settings', () => {
  test('are complete with three variables', () => {
    const { extension, providers, prefix, target } = readSettings(required);
    expect(extension).toEqual({
      id: 'acme/things',
      title: 'things',
      strategy: 'backend-callback',
      port: 51234,
    });
    expect(providers).toEqual([
      {
        ...{ id: 'github', preset: presets.get('github'), parameters: {} },
        clientId: { variable: 'GITHUB_CLIENT_ID' },
        clientSecret: { variable: 'GITHUB_CLIENT_SECRET' },
      },
    ]);
    expect([prefix, target]).toEqual(['/auth', undefined]);
  });

  test('of a provider are read from the variables that begin with its ID', () => {
    const [work, tenant] = readSettings({
      ...required,
      DDEXT_PROVIDERS: 'work-id=oidc, keycloak',
      WORK_ID_ISSUER: 'https://id.example.com',
      WORK_ID_SCOPES: 'openid email',
      KEYCLOAK_CLIENT_KEY_FILE: '/run/secrets/key',
      KEYCLOAK_REALM: 'main',
      KEYCLOAK_GRANTS: 'device_code',
    }).providers;
    expect(work).toMatchObject({ issuer: { variable: 'WORK_ID_ISSUER' }, scopes: ['openid', 'email'] });
    expect(tenant).toMatchObject({
      clientKey: { variable: 'KEYCLOAK_CLIENT_KEY' },
      grants: ['device_code'],
      parameters: { realm: { variable: 'KEYCLOAK_REALM' } },
    });
  });

  test('in a file are overridden by variables', () => {
    const file = inFile({
      ...complete,
      prefix: '/sign-in',
      forwardTo: 'own:8080',
      innerSocket: '/run/a/b.sock',
    });
    const { extension, prefix, target, innerSocket } = readSettings({
      ...file,
      DDEXT_PREFIX: '/other',
      DDEXT_TITLE: 'T',
    });
    expect(extension.title).toBe('T');
    expect([prefix, target, innerSocket]).toEqual(['/other', { host: 'own', port: 8080 }, '/run/a/b.sock']);
  });

  test.each([
    ['no extension', { DDEXT_EXTENSION_ID: '' }, /^DDEXT_EXTENSION_ID is not ORG\/NAME/],
    ['no organization', { DDEXT_EXTENSION_ID: 'things' }, /^DDEXT_EXTENSION_ID is not ORG\/NAME/],
    ['no provider', { DDEXT_PROVIDERS: ' ' }, /^No provider is set: set DDEXT_PROVIDERS/],
    [
      'an unknown preset',
      { DDEXT_PROVIDERS: 'githup' },
      /^The provider githup has no preset githup: the presets are .*github/,
    ],
    [
      'an unknown grant',
      { GITHUB_GRANTS: 'password' },
      /^GITHUB_GRANTS must be authorization_code, device_code or client_credentials, separated by commas/,
    ],
    ['no port', { DDEXT_PORT: '' }, /^DDEXT_PORT is not a port from 1 to 65535/],
    ['a port that is no number', { DDEXT_PORT: '80a' }, /^DDEXT_PORT is not a port/],
    [
      'an unknown strategy',
      { DDEXT_STRATEGY: 'tab' },
      /^DDEXT_STRATEGY is "tab": use backend-callback or extension-tab/,
    ],
    [
      'an unknown redirect',
      { DDEXT_STRATEGY: 'extension-tab', DDEXT_REDIRECT: 'bridge,scheme' },
      /^DDEXT_REDIRECT is "bridge,scheme"/,
    ],
    ['a prefix that is the whole server', { DDEXT_PREFIX: '/' }, /^DDEXT_PREFIX is "\/": use a path/],
    ['a prefix with dots', { DDEXT_PREFIX: '/a/../auth' }, /^DDEXT_PREFIX is/],
    [
      'an address without a port',
      { DDEXT_FORWARD_TO: 'own' },
      /^DDEXT_FORWARD_TO is "own": use the path of a socket, or HOST:PORT/,
    ],
    [
      'the own socket as target',
      { DDEXT_SOCKET: '/a.sock', DDEXT_FORWARD_TO: '/a.sock' },
      /^DDEXT_SOCKET and DDEXT_FORWARD_TO are both \/a\.sock/,
    ],
    [
      'a file that does not exist',
      { DDEXT_SETTINGS: '/none.json' },
      /^\/none\.json does not exist: correct DDEXT_SETTINGS/,
    ],
  ])('with %s are refused in one sentence', (_title, environment, sentence) => {
    const read = () => readSettings({ ...required, ...environment });
    expect(read).toThrow(sentence);
    expect(read).toThrow(/^[^\n]+\.$/);
  });

  test.each([
    ['text that is not JSON', '{"providers": "s3cret"', / is not JSON\.$/],
    ['a number', 5, /the file must be an object\.$/],
    ['an unknown setting', { provider: [] }, /there is no setting provider\.$/],
    [
      'an unknown setting of a provider',
      { providers: [{ id: 'a', clientid: 'b' }] },
      /there is no setting providers\.0\.clientid\.$/,
    ],
    ['a provider without an ID', { providers: [{ preset: 'github' }] }, /providers\.0\.id is missing\.$/],
    [
      'a secret',
      { providers: [{ id: 'github', clientSecret: 's3cret' }] },
      /providers\.0\.clientSecret must be \{"variable": "NAME"\}/,
    ],
    ['a port in quotes', { extension: { port: '51234' } }, /extension\.port must be a number\.$/],
    [
      'an unknown parameter',
      { ...complete, providers: [{ id: 'keycloak', parameters: { relm: 'a' } }] },
      /^The preset keycloak has no parameter relm: it has /,
    ],
  ])(
    'in a file with %s are refused in one sentence, which contains no value',
    (_title, content, sentence) => {
      const read = () => readSettings(inFile(content));
      expect(read).toThrow(sentence);
      expect(read).toThrow(/^[^\n]+\.$/);
      expect(read).not.toThrow(/s3cret/);
    },
  );
});
