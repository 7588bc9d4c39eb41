import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { signInOverHttp } from '../../identity-provider/sign-in/sign-in-over-http.ts';
import type { Fixture } from '../../testing/extensions/fixture.ts';
import { createTestableExtension } from '../../testing/extensions/testable-extension.ts';
import { endLaunched, launch } from '../../testing/processes/command.ts';
import {
  type ConfiguredProvider,
  configuredClientId,
  configuredClientSecret,
  type Registration,
  startConfiguredProvider,
} from '../../testing/servers/configured-provider.ts';

let fixture: Fixture;
let provider: ConfiguredProvider;

beforeAll(async () => {
  fixture = await createTestableExtension('backend-callback', { 'auth/src/providers/index.ts': providers });
});
afterEach(async () => {
  await endLaunched();
  await provider?.close();
});
afterAll(() => fixture.remove());

const providers = `import { defineProvider } from '@ddext-oauth/auth';
import { oidc } from '@ddext-oauth/auth/providers';
export const providers = [
  defineProvider({
    id: 'work', name: 'Work', preset: oidc, issuer: { variable: 'WORK_ISSUER' },
    clientId: { variable: 'WORK_CLIENT_ID' }, clientSecret: { variable: 'WORK_CLIENT_SECRET' },
    grants: ['authorization_code', 'client_credentials'],
  }),
];
`;

const callbackOf = ({ port }: Fixture) => `http://127.0.0.1:${port}/callback/work`;

/** Registers the provider of the extension at a real server, and sets it in .env. */
async function configure(
  registered: (fixture: Fixture) => Registration,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  provider = await startConfiguredProvider(registered(fixture));
  const variables = {
    WORK_ISSUER: provider.issuer,
    WORK_CLIENT_ID: configuredClientId,
    WORK_CLIENT_SECRET: configuredClientSecret,
    DDEXT_INSECURE_LOOPBACK_ISSUER: '1',
    ...settings,
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(fixture.directory, '.env'), lines.join(''));
}

const registered = (fixture: Fixture): Registration => ({ redirectUris: [callbackOf(fixture)] });

/** Runs `ddext-simulator try` until it exits. `open` is called once with the URL for the browser. */
async function run(
  args: readonly string[],
  open: (url: string) => Promise<unknown> = async () => {},
): Promise<{ code: number | null; out: string }> {
  const child = launch(fixture.directory, ['try', ...args]);
  let out = '';
  let opened: Promise<unknown> | undefined;
  const failed = new Promise<never>((_, reject) => {
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      const url = /^ {2}(http:\S+\/auth\?\S+)$/m.exec(out)?.[1];
      if (url === undefined || opened) return;
      opened = open(url);
      opened.catch(reject);
    });
  });
  child.stderr?.on('data', (chunk) => {
    out += chunk;
  });
  const [code] = (await Promise.race([once(child, 'close'), failed])) as [number | null];
  await opened;
  return { code, out };
}

/** Signs in as Ada. */
const signIn = (url: string) => signInOverHttp(url, { user: 'ada' });

describe('the exit code of ddext-simulator try, at a configured provider,', () => {
  test('is 0 when every step succeeds', async () => {
    await configure(registered);
    const { code, out } = await run(['work'], signIn);
    expect(out.match(/^✓ \d\/8 /gm)).toHaveLength(8);
    expect(out).toContain('Ada Lovelace signed in.');
    expect(out).toMatch(/Users can sign in with Work\.\n$/);
    expect(code).toBe(0);
  });

  test.each([400, 403, 503])(
    'is 0 when the revocation is rejected with HTTP %d, which is a warning',
    async (revocationStatus) => {
      await configure((made) => ({ ...registered(made), revocationStatus }));
      const { code, out } = await run(['work'], signIn);
      expect(out).toContain('! 8/8 Revocation (remark)');
      expect(out).toMatch(/Likely cause: .*\n {2}Fix: /);
      expect(out).toMatch(/Users can sign in with Work\.\n$/);
      expect(code).toBe(0);
    },
  );

  test('is 0 when client credentials return an access token', async () => {
    await configure(registered);
    const { code, out } = await run(['work', '--grant', 'client_credentials']);
    expect(out).toMatch(/The extension can get access tokens from Work\.\n$/);
    expect(code).toBe(0);
  });

  test('is 1 when the code is not exchanged, because the secret is wrong', async () => {
    await configure(registered, { WORK_CLIENT_SECRET: 'another-secret' });
    const { code, out } = await run(['work'], signIn);
    expect(out).toContain('✗ 5/8 Token response (failed)');
    expect(out).toMatch(/Fix: .*WORK_CLIENT_SECRET/);
    expect(code).toBe(1);
  });

  test('is 3 when no client ID is set, because the provider is not contacted', async () => {
    await configure(registered, { WORK_CLIENT_ID: '' });
    const byBrowser = await run(['work', '--user', 'ada']);
    expect(byBrowser.out).toMatch(/Work itself was not contacted, because .* Set WORK_CLIENT_ID in \.env/);
    const byCredentials = await run(['work', '--grant', 'client_credentials']);
    expect(byCredentials.out).toMatch(/Work itself was not contacted/);
    expect([byBrowser.code, byCredentials.code]).toEqual([3, 3]);
  });
});
