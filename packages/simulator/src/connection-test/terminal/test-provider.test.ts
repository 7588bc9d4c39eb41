import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { signInOverHttp } from '../../identity-provider/sign-in/sign-in-over-http.ts';
import { startSimulator } from '../../start.ts';
import { withoutToken } from '../../testing/clients/get-entered.ts';
import { rawRequest } from '../../testing/clients/raw-request.ts';
import type { Fixture } from '../../testing/extensions/fixture.ts';
import { createTestableExtension } from '../../testing/extensions/testable-extension.ts';
import { endLaunched, launch, readUntil } from '../../testing/processes/command.ts';
import { isAlive } from '../../testing/processes/is-alive.ts';
import { expectNoSecretIn, recordingSecrets } from '../../testing/processes/secrets.ts';
import type { Terminal } from './terminal.ts';
import { testProvider } from './test-provider.ts';

type Strategy = Parameters<typeof createTestableExtension>[0];

/** The created extensions. No test changes those in `shared`. */
const created: Fixture[] = [];
const shared = new Map<Strategy, Fixture>();
let fixture: Fixture;

afterEach(endLaunched);
afterAll(() => Promise.all(created.map(({ remove }) => remove())));

async function extensionWith(
  files: Readonly<Record<string, string>>,
  strategy: Strategy = 'backend-callback',
) {
  fixture = await createTestableExtension(strategy, files);
  created.push(fixture);
}

async function extensionOf(strategy: Strategy): Promise<void> {
  const found = shared.get(strategy);
  if (found) fixture = found;
  else await extensionWith({}, strategy);
  shared.set(strategy, fixture);
  await rm(join(fixture.directory, 'secrets'), { force: true });
}

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = launch(fixture.directory, ['try', ...args], recordingSecrets(fixture.directory));
  const streams = [child.stdout, child.stderr].map(async (stream) => {
    let text = '';
    for await (const chunk of stream ?? []) text += chunk;
    return text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const [out = '', err = ''] = await Promise.all(streams);
  return { code, out, err };
}

const titles = [
  ...['Settings', 'Endpoints of the provider', 'Authorization request', 'Callback in the browser'],
  ...['Token response', 'User info', 'Refresh', 'Revocation'],
];
const kinds = ['code', 'code_verifier', 'access_token', 'refresh_token', 'id_token', 'token'];

describe('ddext-simulator try', () => {
  test.each(['backend-callback', 'extension-tab'] as const)(
    'runs every step by %s, reports that GitHub itself was not contacted, and prints no secret',
    async (strategy) => {
      await extensionOf(strategy);
      const { code, out, err } = await run('github', '--user', 'ada');
      expect({ code, err }).toEqual({ code: 3, err: '' });
      expect(out).toContain(
        "GitHub has no client ID yet. The simulator's identity provider is tested in its place",
      );
      for (const [index, title] of titles.entries()) expect(out).toContain(`✓ ${index + 1}/8 ${title}\n`);
      expect(out).toMatch(/code_challenge_method +S256\n +how it was hashed \(RFC 7636 section 4\.3\)/);
      expect(out).toMatch(
        /GitHub itself was not contacted, because it has no client ID yet\. Set GITHUB_CLIENT_ID in \.env, and test again\.\n$/,
      );
      expect(out).not.toContain('Users can sign in');
      expect(out).not.toContain('\u001b');
      expectNoSecretIn(fixture.directory, out, kinds);
    },
  );

  test('--json prints nothing but the steps to standard output', async () => {
    await extensionOf('backend-callback');
    const { code, out, err } = await run('work', '--user', 'ada', '--json');
    const { provider, grant, simulated, redirectUri, steps } = JSON.parse(out);
    expect({ code, provider, grant, simulated, redirectUri }).toEqual({
      ...{ code: 3, provider: 'work', grant: 'authorization_code', simulated: true },
      redirectUri: `http://127.0.0.1:${fixture.port}/callback/work`,
    });
    expect(steps.map(({ title }: { title: string }) => title)).toEqual(titles);
    expect(err).toContain('is tested in its place');
    expectNoSecretIn(fixture.directory, out + err, kinds);
  });

  test('signs in by device code, and reports that the provider itself was not contacted', async () => {
    await extensionOf('backend-callback');
    const { code, out } = await run('code', '--grant', 'device_code', '--user', 'ada');
    expect(out).toContain('✓ 3/7 Device authorization request');
    expect(out).toContain('✓ 4/7 Token response');
    expect(code).toBe(3);
    expectNoSecretIn(fixture.directory, out, ['access_token', 'refresh_token', 'id_token']);
  });

  test('exits with 1 at a failed step, with its cause and the setting to fix', async () => {
    await extensionWith({
      '.env': 'WORK_CLIENT_ID=mine\nWORK_ISSUER=http://127.0.0.1:9\nWORK_CLIENT_SECRET=hush-hush-hush\n',
    });
    const { code, out } = await run('work');
    expect(code).toBe(1);
    expect(out).toContain('✗ 2/8 Endpoints of the provider (failed)');
    expect(out).toContain('Likely cause: Could not reach 127.0.0.1:9');
    expect(out).toMatch(/Fix: .*WORK_ISSUER/);
    expect(out).toMatch(/Apply the fix, and test again\.\n$/);
    expect(out).not.toContain('hush-hush-hush');
    expect(JSON.parse((await run('work', '--json')).out).steps.at(-1).problem.fix).toContain('WORK_ISSUER');
  });

  test('waits for a browser, and accepts only its own callback', async () => {
    await extensionOf('backend-callback');
    const child = launch(fixture.directory, ['try', 'work']);
    const ended = once(child, 'close');
    const { found } = await readUntil(child, /^ {2}(http:\S+\/auth\?\S+)$/);
    child.stdout?.resume();
    const callback = `http://127.0.0.1:${fixture.port}/callback/work`;
    const state = new URL(found).searchParams.get('state');
    expect((await rawRequest(`${callback}?code=a&state=foreign`)).status).toBe(400);
    expect((await rawRequest(`http://127.0.0.1:${fixture.port}/?code=a&state=${state}`)).status).toBe(400);
    const host = { host: `rebound.example:${fixture.port}` };
    expect((await rawRequest(`${callback}?code=a&state=${state}`, { headers: host })).status).toBe(400);
    expect((await signInOverHttp(found, { user: 'grace' })).body).toContain('Return to the terminal');
    expect(await ended).toEqual([3, null]);
  });

  test.each([
    [[], 2, /Name the provider to test:.*work {4}Work .*github.*Example: ddext-simulator try work/s],
    [
      ['githb'],
      2,
      /^The extension has no provider "githb"\. Did you mean github\? It has work, github, code\.$/m,
    ],
    [['wrk', 'github'], 2, /remove "github"/],
    [['work', '--bogus'], 2, /^Usage: ddext-simulator try .*Unknown option --bogus; see --help\./s],
    [['work', '--user', 'eve'], 2, /--user takes one of ada, grace, katherine, alan, not "eve"/],
    [
      ['code', '--grant', 'authorization_code'],
      2,
      /--grant takes one of the grants of code: device_code; not "authorization_code"/,
    ],
    [['work', '--directory', 'dist'], 1, /Could not load Vite from/],
    [['--help'], 0, /^Usage: ddext-simulator try/],
  ])('%j exits with %d and a message', async (args, code, sentence) => {
    await extensionOf('backend-callback');
    const ended = await run(...args);
    expect(ended.code).toBe(code);
    expect(ended.out + ended.err).toMatch(sentence);
  });

  test('rejects a test that cannot succeed, before a request is sent', async () => {
    await extensionWith({ '.env': 'WORK_CLIENT_ID=mine\nWORK_ISSUER=http://127.0.0.1:9\n' }, 'extension-tab');
    expect(await run('work')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Run this in a terminal.'),
    });
    expect(await run('work', '--user', 'ada')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Work has a client ID'),
    });
  });

  test('prints where to test the provider if the simulator uses the port', async () => {
    await extensionOf('backend-callback');
    const simulator = await startSimulator(fixture.options);
    const { code, err } = await run('work');
    await simulator.close();
    expect({ code, err }).toEqual({
      code: 1,
      err: `The simulator (pnpm dev) is running and uses port ${fixture.port}, which receives the callback. Test the connection there: ${withoutToken(simulator.dashboardUrl)}#connection-test\n`,
    });
    const squatter = createServer().listen(fixture.port, '127.0.0.1');
    await once(squatter, 'listening');
    expect((await run('work')).err).toMatch(new RegExp(`is in use by .+ \\(process ${process.pid}\\)\\.`));
    squatter.close();
    await once(squatter, 'close');
  });

  test('leaves no process behind when it is killed', async () => {
    await extensionWith({
      'auth/src/providers/index.ts': `import { defineProvider } from '@ddext-oauth/auth';
import { oidc } from '@ddext-oauth/auth/providers';
console.log('pid ' + process.pid);
export const providers = [defineProvider({ id: 'work', preset: oidc, clientId: { variable: 'WORK_CLIENT_ID' } })];`,
    });
    const child = launch(fixture.directory, ['try', 'work']);
    const { text } = await readUntil(child, /^Waiting for the browser/);
    const pids = [...text.matchAll(/^connection test: pid (\d+)$/gm)].map(([, pid]) => Number(pid));
    expect(pids).toHaveLength(2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // If a process stays, the test runs until its time limit.
    while (pids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

describe('ddext-simulator try at a terminal', () => {
  /** Runs the command with typed lines. Each is made from the URL that the browser opens. */
  async function runWith(...typed: ((url: string) => string | Promise<string>)[]) {
    const printed: string[] = [];
    let sent = (_url: string) => {};
    const url = new Promise<string>((resolve) => {
      sent = resolve;
    });
    async function* lines() {
      for (const type of typed) yield await type(await url);
    }
    const say = (line: string) => void printed.push(line);
    const user = { lines: lines(), open: (opened: string) => sent(opened) };
    const terminal: Terminal = { print: say, tell: say, color: true, user, close: () => {} };
    const options = { provider: 'work', directory: fixture.directory, json: false };
    const code = await testProvider(options, terminal, 'pnpm try');
    return { code, text: printed.join('\n') };
  }

  test('accepts the pasted URL of the browser, and reports the error in another', async () => {
    await extensionOf('extension-tab');
    const { code, text } = await runWith(
      () => 'nothing',
      async (url) => {
        // The callback of the browser is for another attempt, so the test still waits.
        const foreign = url.replace(/state=[^&]*/, 'state=foreign');
        const { finalUrl, status } = await signInOverHttp(foreign, { user: 'ada' });
        expect(status).toBe(400);
        const link = new URL(finalUrl).searchParams.get('url') ?? '';
        return link.replace('foreign', new URL(url).searchParams.get('state') ?? '');
      },
    );
    expect(text).toContain('This is not a URL.');
    expect(text).toContain('\u001b[32m✓\u001b[0m 8/8');
    expect(code).toBe(3);
  });

  test('treats an empty line as a browser that did not return', async () => {
    await extensionOf('extension-tab');
    const { code, text } = await runWith(() => '');
    expect(text).toContain('refused the redirect URI, its page');
    expect(code).toBe(1);
  });
});
