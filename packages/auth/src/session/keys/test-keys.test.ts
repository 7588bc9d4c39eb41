import { githubKey, grafanaKey } from '@ddext-oauth/providers';
import { testKeysOf } from '@ddext-oauth/providers/catalog';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { memoryStore } from '../../stores/memory.ts';
import { type KeyServer, startKeyServer } from '../../testing/servers/key-server.ts';
import { Auth, type AuthOptions } from '../auth.ts';

let simulator: KeyServer;
beforeEach(async () => {
  simulator = await startKeyServer();
  simulator.respond = () => ({ body: { id: 'ada', login: 'ada', name: 'Ada Lovelace' } });
});
afterEach(() => simulator.close());

const authWith = (options: Partial<AuthOptions> = {}) =>
  new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'none' },
    providers: [],
    keys: [
      { id: 'github', method: githubKey },
      { id: 'grafana', method: grafanaKey, parameters: { host: { variable: 'GRAFANA_HOST' } } },
    ],
    store: memoryStore(),
    read: () => undefined,
    ...options,
  });
const inSimulator = () => ({
  insecureLoopbackIssuer: true,
  simulatedProvider: { issuer: simulator.origin, clientId: 'test' },
});
const [works] = testKeysOf(githubKey);
const [ofGrafana] = testKeysOf(grafanaKey);

test('rule 60: a test key is sent to the simulator only, in the header of its method', async () => {
  const auth = authWith(inSimulator());
  const key = works?.key ?? '';
  const { id } = await auth.addKey('github', { key });
  await auth.fetch(id, 'https://api.github.com/user/repos?page=2');
  expect(simulator.received.map(({ url }) => url)).toEqual([
    '/keys/github/api.github.com/user',
    '/keys/github/api.github.com/user/repos?page=2',
  ]);
  for (const { headers } of simulator.received) expect(headers.authorization).toBe(`Bearer ${key}`);
  await expect(auth.fetch(id, 'https://attacker.example/')).rejects.toMatchObject({
    code: 'host-not-allowed',
  });
});

test('a test key needs no setting, and another key reports the missing one', async () => {
  const auth = authWith(inSimulator());
  const { providers } = await auth.session();
  expect(providers.map(({ key }) => [key?.problem, key?.console])).toEqual([
    [undefined, 'https://github.com/settings/tokens'],
    [undefined, undefined],
  ]);
  await auth.addKey('grafana', { key: ofGrafana?.key ?? '' });
  expect(simulator.received.map(({ url }) => url)).toEqual([
    '/keys/grafana/acme.grafana.net/api/access-control/user/permissions',
  ]);
  await expect(auth.addKey('grafana', { key: 'glsa_real' })).rejects.toMatchObject({
    code: 'provider-not-configured',
  });
});

test('rule 60: a test key is refused in an installed extension, and sent nowhere', async () => {
  const auth = authWith();
  await expect(auth.addKey('github', { key: works?.key ?? '' })).rejects.toMatchObject({
    code: 'key-malformed',
    message:
      'This is a simulator test key, which works only in the simulator. Paste your personal access token from GitHub.',
  });
  expect(simulator.received).toEqual([]);
});

test('rule 60: a test key in the settings is refused in an installed extension, and sent nowhere', async () => {
  const key = { ...githubKey, apiHosts: [simulator.host] as const };
  const auth = authWith({
    keys: [{ id: 'github', method: key, fixed: { key: { variable: 'KEY' } } }],
    read: () => works?.key,
    insecureLoopbackIssuer: true,
  });
  await expect(auth.fetch('github', `${simulator.origin}/user`)).rejects.toMatchObject({
    code: 'key-malformed',
  });
  expect(simulator.received).toEqual([]);
});

test('rule 60: a test key is not sent to a simulator on another machine', async () => {
  const simulatedProvider = { issuer: 'https://attacker.example', clientId: 'test' };
  await expect(
    authWith({ simulatedProvider }).addKey('github', { key: works?.key ?? '' }),
  ).rejects.toMatchObject({ code: 'provider-misconfigured' });
});
