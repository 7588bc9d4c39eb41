import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { AuthError } from '../core/errors.ts';
import { readSecret, settingsAt } from '../testing/extensions/scripted-extension.ts';
import { type ScriptedProvider, startScriptedProvider } from '../testing/servers/scripted-provider.ts';
import { type ProviderClient, ProviderRegistry } from './provider-registry.ts';

const SIX_HOURS = 6 * 3_600_000;
const CALLERS = 20;

const clock = { now: 0 };
let provider: ScriptedProvider;
let registry: ProviderRegistry;
let first: ProviderClient;

beforeEach(async () => {
  provider = await startScriptedProvider();
  const redirectUris = () => ['http://127.0.0.1:1/callback/test'] as const;
  const options = { insecureLoopbackIssuer: true };
  registry = new ProviderRegistry([settingsAt(provider)], readSecret, options, redirectUris, () => clock.now);
  first = await registry.get('test');
  provider.received.length = 0;
});
afterEach(() => provider.close());

const all = <T>(call: () => Promise<T>) => Promise.all(Array.from({ length: CALLERS }, call));

test('metadata that is six hours old is fetched once for concurrent callers', async () => {
  clock.now += SIX_HOURS;
  const [next, ...others] = await all(() => registry.get('test'));
  expect(provider.received).toHaveLength(1);
  expect(next).not.toBe(first);
  for (const other of others) expect(other).toBe(next);
});

test('outdated metadata is fetched once for checks that fail at the same time', async () => {
  const check = async (client: ProviderClient) => {
    if (client === first) throw new AuthError('provider-misconfigured', 'There is no such key.');
    return client;
  };
  const [next, ...others] = await all(() => registry.check(first, check));
  expect(provider.received).toHaveLength(1);
  for (const other of others) expect(other).toBe(next);
});

test('metadata that cannot be fetched again is requested once by checks that fail at the same time', async () => {
  provider.overrides.discovery = () => ({ status: 503 });
  const check = async (): Promise<never> => {
    throw new AuthError('provider-unreachable', 'The keys cannot be fetched.');
  };
  const failed = await all(() => registry.check(first, check).catch(({ code }: AuthError) => code));
  expect(failed).toEqual(Array(CALLERS).fill('provider-unreachable'));
  expect(provider.received).toHaveLength(1);
});
