import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createNodeDdClient } from '../ddclient/node.ts';
import { enterOverHttp } from '../http/enter-over-http.ts';
import type { DashboardState } from '../server/dashboard-pages.ts';
import { getEntered } from '../testing/clients/get-entered.ts';
import { upgradeStatus } from '../testing/clients/upgrade-status.ts';
import { backendCommand, createExtension, type Fixture } from '../testing/extensions/fixture.ts';
import {
  endLaunched,
  launch as launchIn,
  launchUi,
  packageDirectory,
  readUntil,
} from '../testing/processes/command.ts';
import { backendPid, isAlive, processEnded } from '../testing/processes/is-alive.ts';

let fixture: Fixture;

beforeAll(async () => {
  fixture = await createExtension();
});
afterAll(async () => {
  await endLaunched();
  await fixture.remove();
});

const launch = (...args: string[]) => launchIn(fixture.directory, args);

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = launch(...args);
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

describe('ddext-simulator', () => {
  test('--help and --version print to standard output', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: /), err: '' });
    expect(await run('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  test.each([
    [['--bogus'], 'Unknown option --bogus; see --help.'],
    [['--imgae', 'a/b'], 'Unknown option --imgae; did you mean --image?'],
    [['--help=yes'], '--help does not take a value.'],
    [['--image', '--dist', 'd'], '--image needs a value.'],
    [['try', '--grnt', 'x'], 'Unknown option --grnt; did you mean --grant?'],
    [['--ui', 'u', '--dist', 'd'], 'Specify the UI with one of'],
    [['--ui-url', 'http://u.example', '--port', '0'], '--ui-url takes a server on this machine'],
    [
      ['--image', 'a/b', '--dist', 'd', '--watch', 'src'],
      '--watch restarts the backend: specify its command',
    ],
    [['--image', 'a/b', '--dist', 'd', '--port', 'x'], '--port takes a number from 0 to 65535, not "x".'],
    [
      ['--image', 'a/b', '--dist', 'd', '--response-shape', 'x'],
      '--response-shape takes body or wrapped, not "x".',
    ],
    [['--image', 'a/b', '--dist', 'd', '--host', 'x'], '--host takes docker or rancher or podman, not "x".'],
    [
      ['--image', 'a/b', '--dist', 'd', '--tab-parameters', 'x'],
      '--tab-parameters takes passed or dropped, not "x".',
    ],
    [['--image', 'a/b', '--dist', 'd', '--form-action', 'a; b'], 'form-action takes the sources of one'],
    [['one', 'two', '--image', 'a/b'], 'Only one directory is allowed: remove "two".'],
  ])('%j exits with 2, the usage and a message', async (args, sentence) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/^Usage: /);
    expect(err).toContain(`\n${sentence}`);
  });

  test('an API version is rejected for its format, and by the label in the Dockerfile', async () => {
    const options = ['--image', 'acme/hello', '--dist', 'dist', '--api-version'];
    const mistyped = await run('.', ...options, '0.3');
    expect(mistyped).toMatchObject({ code: 2, err: expect.stringContaining('three numbers, such as 0.4.2') });
    await writeFile(
      join(fixture.directory, 'Dockerfile'),
      'FROM alpine\nLABEL com.docker.desktop.extension.api.version=">= 0.3.4"\n',
    );
    expect(await run('.', ...options, '0.3.3')).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^com\.docker.* \(">= 0\.3\.4"\) is incompatible with current SDK .*\n$/),
    });
  });

  test('a folder without an extension exits with 1 and a message', async () => {
    const { code, err } = await run('dist', '--image', 'a/b', '--dist', 'dist');
    expect(code).toBe(1);
    expect(err).toMatch(/^.*dist contains neither metadata\.json nor a Dockerfile, .*\n$/);
  });

  test('prints each step and the URL, and a signal stops everything and ends it by that signal', async () => {
    const args = ['.', '--image', 'acme/hello', '--dist', 'dist', '--backend', backendCommand];
    const child = launch(...args);
    const { text } = await readUntil(child, /^Test users: (.*)/);
    expect(text).toMatch(/^Open http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/m);
    expect(text.match(/token=/g)).toHaveLength(1);
    expect(text).toContain('Ada Lovelace, Grace Hopper');
    const pid = backendPid(fixture.directory);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([null, 'SIGTERM']);
    await processEnded(pid);
  });

  test('starts without options, and lists at the end which calls it did not serve', async () => {
    const page = '<!doctype html><html><head></head><body></body></html>';
    const { directory, remove } = await createExtension({ 'ui/index.html': page });
    const child = launchIn(directory, []);
    let output = '';
    const dashboard = new Promise<string>((resolve) => {
      child.stdout?.on('data', (chunk) => {
        output += chunk;
        const [, url] = /^Open (\S+)\n/m.exec(output) ?? [];
        if (url !== undefined) resolve(url);
      });
    });
    const { url, headers } = await enterOverHttp(await dashboard);
    const state = await (await fetch(new URL('/state', url), { headers })).json();
    const { extensionUrl } = state as DashboardState;
    const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
    await expect(client.extension.vm?.cli.exec('ls', [])).rejects.toMatchObject({ code: 127 });
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([null, 'SIGINT']);
    await remove();
    expect(output).toMatch(/^The extension is Hello, image local\//);
    expect(output).toContain('No backend runs, so vm.service rejects.');
    expect(output).toMatch(/^The UI is ui \(built\)\.$/m);
    expect(output).toMatch(
      /^Calls that were not served:\n {2}extension\.vm\.cli\.exec, 1×: .*--compose.*\n$/m,
    );
  });

  test('a signal during the start also stops the backend', async () => {
    const silent = `echo "pid $$"; exec sleep 600`;
    const child = launch('.', '--image', 'acme/hello', '--dist', 'dist', '--backend', silent);
    const { found } = await readUntil(child, /^backend: pid (\d+)$/);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([null, 'SIGINT']);
    await processEnded(Number(found));
  });

  test('a backend that cannot start is reported on standard error', async () => {
    const { code, err } = await run('.', '--image', 'acme/hello', '--dist', 'dist', '--backend', 'exit 4');
    expect(code).toBe(1);
    expect(err).toContain('ended with code 4 before it listened on DDEXT_SOCKET');
  });
});

describe('a Vite project as the UI', () => {
  let extension: string;

  beforeAll(async () => {
    const ui = join(fixture.directory, 'ui');
    await mkdir(join(ui, 'node_modules'), { recursive: true });
    await symlink(join(packageDirectory, 'node_modules/vite'), join(ui, 'node_modules/vite'));
    await writeFile(join(ui, 'package.json'), '{ "type": "module" }');
    await writeFile(
      join(ui, 'vite.config.js'),
      "export default { base: './', server: { port: 3000, strictPort: true } };",
    );
    await writeFile(join(ui, 'main.ts'), 'const greeting: string = "hello";\nconsole.log(greeting);\n');
    await writeFile(
      join(ui, 'index.html'),
      '<!doctype html><html><head><script type="module" src="./main.ts"></script></head><body></body></html>',
    );
    extension = (await launchUi(fixture.directory)).extensionUrl;
  });

  test('has the ddClient before all scripts of Vite', async () => {
    const page = await (await getEntered(extension)).text();
    expect(page).toMatch(
      /<head><script type="application\/json" id="ddext-simulator">.*<\/script><script src="\/__simulator\/dd-client\.js"><\/script>/,
    );
    expect(page.indexOf('dd-client.js')).toBeLessThan(page.indexOf('/@vite/client'));
  });

  test('is served compiled', async () => {
    expect(await (await getEntered(extension, '/main.ts')).text()).toContain('const greeting = "hello"');
  });

  test('cannot be read by a page of another port', async () => {
    const answer = await getEntered(extension, '/', { origin: 'http://127.0.0.1:1' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('reloads through a web socket on the same port, which accepts its own page only', async () => {
    const { url, headers } = await enterOverHttp(extension);
    const { cookie = '' } = headers;
    expect(await upgradeStatus(url, 'vite-ping', { cookie })).toBe(101);
    expect(await upgradeStatus(url, 'vite-ping', { cookie, origin: new URL(url).origin })).toBe(101);
    const client = await (await getEntered(extension, '/@vite/client')).text();
    const [, viteToken = ''] = /const wsToken = "([^"]+)"/.exec(client) ?? [];
    expect(viteToken).not.toBe('');
    const withViteToken = `${url}?token=${viteToken}`;
    expect(await upgradeStatus(withViteToken, 'vite-hmr', { cookie })).toBe(101);
    for (const [address, protocol] of [
      [url, 'vite-ping'],
      [withViteToken, 'vite-hmr'],
    ] as const) {
      for (const refused of [
        {},
        { cookie: `${cookie}x` },
        { cookie, origin: 'http://127.0.0.1:1' },
        { cookie, origin: 'null' },
        { cookie, host: 'evil.example' },
      ]) {
        expect(await upgradeStatus(address, protocol, refused)).toBe(403);
      }
    }
    expect(client).toMatch(/const hmrPort = null/);
  });
});

describe('the end of the command', () => {
  let own: Fixture;
  beforeEach(async () => {
    own = await createExtension();
  });
  afterEach(() => own.remove());

  /** @param script of the backend, which prints `pid=` */
  async function start(script: string) {
    const backend = `"${process.execPath}" -e "console.log('pid=' + process.pid); ${script}; require('net').createServer().listen(process.env.DDEXT_SOCKET)"`;
    const child = launchIn(own.directory, [
      '.',
      '--image',
      'acme/end',
      '--dist',
      'dist',
      '--backend',
      backend,
    ]);
    const { text } = await readUntil(child, /^Test users: /);
    const pid = Number(/^backend: pid=(\d+)$/m.exec(text)?.[1]);
    expect(isAlive(pid)).toBe(true);
    return { child, pid, ended: once(child, 'exit') };
  }

  test('stops the backend and removes the record, if nothing reads the output', async () => {
    const { child, pid, ended } = await start('setInterval(() => console.log(1), 20)');
    child.stdout?.destroy();
    expect(await ended).toEqual([null, 'SIGHUP']);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(own.directory, '.ddext-simulator/dashboard.json'))).toBe(false);
  });

  test('stops the backend also after a second signal, which pnpm sends beside the terminal', async () => {
    const { child, pid, ended } = await start("process.on('SIGTERM', () => {})");
    child.kill('SIGINT');
    await wait(300);
    child.kill('SIGINT');
    expect(await ended).toEqual([null, 'SIGINT']);
    expect(isAlive(pid)).toBe(false);
  });
});
