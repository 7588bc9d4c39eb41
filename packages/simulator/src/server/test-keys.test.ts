import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import type { BackendSource, Simulator } from '../options.ts';
import { startSimulator } from '../start.ts';
import { getEntered } from '../testing/clients/get-entered.ts';
import { backendCommand, createExtension, type Fixture } from '../testing/extensions/fixture.ts';
import type { DashboardState } from './dashboard-pages.ts';

const pastesKeys = { 'ddext-oauth.json': '{"options":{"token":["github"]}}' };
const closers: (() => Promise<unknown> | undefined)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function stateOf(
  files: Readonly<Record<string, string>>,
  backendOf: (fixture: Fixture) => BackendSource | undefined,
): Promise<DashboardState> {
  const fixture = await createExtension(files);
  closers.push(fixture.remove);
  const { backend: _, ...options } = fixture.options;
  const backend = backendOf(fixture);
  const simulator: Simulator = await startSimulator({ ...options, ...(backend && { backend }) });
  closers.push(simulator.close);
  return (await (await getEntered(simulator.dashboardUrl, '/state')).json()) as DashboardState;
}

test('the dashboard has test keys for a backend that the simulator starts', async () => {
  const { testKeys, testKeysRefused } = await stateOf(pastesKeys, () => ({ command: backendCommand }));
  expect(testKeys.map(({ name }) => name)).toEqual(['GitHub']);
  expect(testKeysRefused).toBeUndefined();
});

test('the dashboard has no test keys for a backend that already listens on a socket, and says why', async () => {
  const state = await stateOf(pastesKeys, ({ directory }) => ({ socket: join(directory, 'backend.sock') }));
  expect(state).toMatchObject({ testKeys: [], testKeysRefused: expect.stringContaining('--backend') });
});

test('the dashboard has no test keys without a backend, and says why', async () => {
  const state = await stateOf(pastesKeys, () => undefined);
  expect(state).toMatchObject({ testKeys: [], testKeysRefused: expect.stringContaining('--backend') });
});

test.each([
  ['.env', { '.env': 'DDEXT_SIMULATOR_ISSUER=http://127.0.0.1:1\n' }, {}],
  ['the command', {}, { DDEXT_SIMULATOR_ISSUER: 'http://127.0.0.1:1' }],
])('the dashboard has no test keys if %s sets another issuer, and says why', async (_, files, env) => {
  const state = await stateOf({ ...pastesKeys, ...files }, () => ({ command: backendCommand, env }));
  expect(state).toMatchObject({ testKeys: [], testKeysRefused: expect.stringContaining('_ISSUER') });
});

test('the dashboard has no page about test keys if users paste no keys', async () => {
  const { testKeys, testKeysRefused } = await stateOf({}, () => undefined);
  expect({ testKeys, testKeysRefused }).toEqual({ testKeys: [], testKeysRefused: undefined });
});
