import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
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

let fixture: Fixture;

afterEach(async () => {
  await endLaunched();
  await fixture?.remove();
});

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
  ...['Settings', 'Endpoints of the provider', 'Authorization request', 'Answer in the browser'],
  ...['Token response', 'User info', 'Refresh', 'Revocation'],
];
const kinds = ['code', 'code_verifier', 'access_token', 'refresh_token', 'id_token', 'token'];

describe('ddext-simulator try', () => {
  test.each(['backend-callback', 'extension-tab'] as const)(
    'makes every step by %s, says that GitHub itself was not asked, and gives no secret away',
    async (strategy) => {
      fixture = await createTestableExtension(strategy);
      const { code, out, err } = await run('github', '--user', 'ada');
      expect({ code, err }).toEqual({ code: 3, err: '' });
      expect(out).toContain(
        "GitHub has no client ID yet: the simulator's identity provider is tested in its place",
      );
      for (const [index, title] of titles.entries()) expect(out).toContain(`✓ ${index + 1}/8 ${title}\n`);
      expect(out).toMatch(/code_challenge_method +S256\n +how it was hashed \(RFC 7636 section 4\.3\)/);
      expect(out).toMatch(
        /GitHub itself was not asked: it has no client ID yet\. Set GITHUB_CLIENT_ID in \.env, and test again\.\n$/,
      );
      expect(out).not.toContain('People can sign in');
      expect(out).not.toContain('\u001b');
      expectNoSecretIn(fixture.directory, out, kinds);
    },
  );

  test('--json prints the steps alone, for a program', async () => {
    fixture = await createTestableExtension('backend-callback');
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

  test('signs in by device code, and says that the provider itself was not asked', async () => {
    fixture = await createTestableExtension('backend-callback');
    const { code, out } = await run('code', '--grant', 'device_code', '--user', 'ada');
    expect(out).toContain('✓ 3/7 Device authorization request');
    expect(out).toContain('✓ 4/7 Token response');
    expect(code).toBe(3);
    expectNoSecretIn(fixture.directory, out, ['access_token', 'refresh_token', 'id_token']);
  });

  test('ends with 1 at a step that failed, with its cause and the setting to fix', async () => {
    fixture = await createTestableExtension('backend-callback', {
      '.env': 'WORK_CLIENT_ID=mine\nWORK_ISSUER=http://127.0.0.1:9\nWORK_CLIENT_SECRET=hush-hush-hush\n',
    });
    const { code, out } = await run('work');
    expect(code).toBe(1);
    expect(out).toContain('✗ 2/8 Endpoints of the provider (failed)');
    expect(out).toContain('Likely cause: Nothing answers at 127.0.0.1:9');
    expect(out).toMatch(/Fix: .*WORK_ISSUER/);
    expect(out).toMatch(/Fix what it names, and test again\.\n$/);
    expect(out).not.toContain('hush-hush-hush');
    expect(JSON.parse((await run('work', '--json')).out).steps.at(-1).problem.fix).toContain('WORK_ISSUER');
  });

  test('waits for a browser, and takes its own answer only', async () => {
    fixture = await createTestableExtension('backend-callback');
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
    expect((await signInOverHttp(found, { user: 'grace' })).body).toContain('Go back to the terminal');
    expect(await ended).toEqual([3, null]);
  });

  test.each([
    [[], 2, /Name the provider to test:.*work {4}Work .*github.*as in: ddext-simulator try work/s],
    [
      ['githb'],
      2,
      /^The extension has no provider "githb"\. Did you mean github\? It has work, github, code\.$/m,
    ],
    [['wrk', 'github'], 2, /"github" is a second one/],
    [['work', '--bogus'], 2, /^Usage: ddext-simulator try .*Unknown option --bogus; see --help\./s],
    [['work', '--user', 'eve'], 2, /--user takes one of ada, grace, katherine, alan, not "eve"/],
    [
      ['code', '--grant', 'authorization_code'],
      2,
      /--grant takes one of the grants of code: device_code; not "authorization_code"/,
    ],
    [['work', '--directory', 'dist'], 1, /Vite cannot be loaded from/],
    [['--help'], 0, /^Usage: ddext-simulator try/],
  ])('%j ends with %d and a sentence', async (args, code, sentence) => {
    fixture = await createTestableExtension('backend-callback');
    const ended = await run(...args);
    expect(ended.code).toBe(code);
    expect(ended.out + ended.err).toMatch(sentence);
  });

  test('refuses what cannot end well before anything is sent', async () => {
    fixture = await createTestableExtension('extension-tab', {
      '.env': 'WORK_CLIENT_ID=mine\nWORK_ISSUER=http://127.0.0.1:9\n',
    });
    expect(await run('work')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Run this in a terminal.'),
    });
    expect(await run('work', '--user', 'ada')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Work has a client ID of its own'),
    });
  });

  test('says where to try the provider when the simulator has the port', async () => {
    fixture = await createTestableExtension('backend-callback');
    const simulator = await startSimulator(fixture.options);
    const { code, err } = await run('work');
    await simulator.close();
    expect({ code, err }).toEqual({
      code: 1,
      err: `The simulator (pnpm dev) is running and has port ${fixture.port}, where the browser comes back. Test the connection there: ${withoutToken(simulator.dashboardUrl)}#connection-test\n`,
    });
    const squatter = createServer().listen(fixture.port, '127.0.0.1');
    await once(squatter, 'listening');
    expect((await run('work')).err).toContain('is taken by another program');
    squatter.close();
  });

  test('leaves no process behind when it is killed', async () => {
    fixture = await createTestableExtension('backend-callback', {
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
    for (const deadline = Date.now() + 10_000; pids.some(isAlive) && Date.now() < deadline; ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

describe('a user at a terminal', () => {
  /** Types lines, each made from the address that the browser was sent to. */
  async function tryWith(...typed: ((url: string) => string | Promise<string>)[]) {
    const said: string[] = [];
    let sent = (_url: string) => {};
    const url = new Promise<string>((resolve) => {
      sent = resolve;
    });
    async function* lines() {
      for (const type of typed) yield await type(await url);
    }
    const say = (line: string) => void said.push(line);
    const user = { lines: lines(), open: (opened: string) => sent(opened) };
    const terminal: Terminal = { print: say, tell: say, color: true, user, close: () => {} };
    const options = { provider: 'work', directory: fixture.directory, json: false };
    const code = await testProvider(options, terminal, 'pnpm try');
    return { code, text: said.join('\n') };
  }

  test('pastes the address that the browser ended at, and is told what is wrong with another', async () => {
    fixture = await createTestableExtension('extension-tab');
    const { code, text } = await tryWith(
      () => 'nothing',
      async (url) => {
        // The browser takes an answer for another attempt, so that this one is still waited for.
        const foreign = url.replace(/state=[^&]*/, 'state=foreign');
        const { finalUrl, status } = await signInOverHttp(foreign, { user: 'ada' });
        expect(status).toBe(400);
        const link = new URL(finalUrl).searchParams.get('url') ?? '';
        return link.replace('foreign', new URL(url).searchParams.get('state') ?? '');
      },
    );
    expect(text).toContain('This is not an address.');
    expect(text).toContain('\u001b[32m✓\u001b[0m 8/8');
    expect(code).toBe(3);
  });

  test('says by an empty line that the browser did not come back', async () => {
    fixture = await createTestableExtension('extension-tab');
    const { code, text } = await tryWith(() => '');
    expect(text).toContain('refused the redirect URI, its page');
    expect(code).toBe(1);
  });
});
