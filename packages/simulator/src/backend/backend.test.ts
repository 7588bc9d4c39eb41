import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createNodeDdClient } from '../ddclient/node.ts';
import type { BackendState } from '../events/backend-state.ts';
import type { DashboardEvent } from '../events/dashboard-events.ts';
import type { BackendSource, Simulator } from '../options.ts';
import { startSimulator } from '../start.ts';
import { nextEvent } from '../testing/clients/events.ts';
import { withoutToken } from '../testing/clients/get-entered.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { backendCommand, createExtension, type Fixture } from '../testing/extensions/fixture.ts';
import { backendPid, isAlive, processEnded } from '../testing/processes/is-alive.ts';

let fixture: Fixture;
let simulator: Simulator | undefined;
let lines: string[];

beforeAll(async () => {
  fixture = await createExtension({
    '.env':
      'DDEXT_SIMULATOR_CLIENT_ID=\nFROM_DOT_ENV=file\nBOTH=file\nDDEXT_SIMULATOR_ISSUER=https://real.example\n',
  });
});
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});
afterAll(() => fixture.remove());

async function start(backend: Partial<Extract<BackendSource, { command: string }>> = {}): Promise<Simulator> {
  lines = [];
  simulator = await startSimulator({
    ...fixture.options,
    backend: { command: backendCommand, ...backend },
    log: (line) => lines.push(line),
  });
  return simulator;
}

const stoppedState = (event: DashboardEvent) =>
  event.type === 'backend' && event.state.status === 'stopped' ? event.state : undefined;

async function get(path: string): Promise<unknown> {
  const { extensionUrl = '' } = simulator ?? {};
  const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
  return client.extension.vm?.service?.get(path);
}

describe('the backend’s environment', () => {
  test('contains its sockets and the test identity provider, overridden by .env and by the env of the command', async () => {
    const { backendSocket, identityProvider } = await start({
      env: { BOTH: 'command', FROM_COMMAND: 'yes' },
    });
    expect(await get('/environment')).toMatchObject({
      DDEXT_SOCKET: backendSocket,
      DDEXT_CALLBACK_ADDRESS: expect.stringMatching(/callback/),
      DDEXT_DATA: join(fixture.directory, '.ddext-simulator', 'volume'),
      DDEXT_SIMULATOR_CLIENT_ID: identityProvider.clientId,
      DDEXT_SIMULATOR_ISSUER: 'https://real.example',
      FROM_DOT_ENV: 'file',
      BOTH: 'command',
      FROM_COMMAND: 'yes',
    });
  });

  test('contains the variables of the compose service, unless the extension has its settings in .env', async () => {
    const compose = join(fixture.directory, 'compose.yaml');
    const record = join(fixture.directory, 'ddext-oauth.json');
    const original = await readFile(compose, 'utf8');
    try {
      await writeFile(
        compose,
        `${original}    environment: { FROM_COMPOSE: "yes", BOTH: compose, PATH: /none }\n`,
      );
      await start();
      expect(await get('/environment')).toMatchObject({
        FROM_COMPOSE: 'yes',
        BOTH: 'file',
        PATH: process.env.PATH,
      });
      await simulator?.close();
      await writeFile(record, '{}');
      await start();
      expect(await get('/environment')).not.toHaveProperty('FROM_COMPOSE');
    } finally {
      await writeFile(compose, original);
      await rm(record, { force: true });
    }
  });

  test('has a volume without the owner of an earlier start, because a developer uses several browsers', async () => {
    const volume = join(fixture.directory, '.ddext-simulator', 'volume');
    await mkdir(volume, { recursive: true });
    for (const name of ['owner.json', 'accounts.sealed']) await writeFile(join(volume, name), '');
    await start();
    expect(await readdir(volume)).toEqual(['accounts.sealed']);
  });

  test('a socket path has at most the length that unix sockets allow', async () => {
    const { backendSocket = '' } = await start();
    expect(backendSocket.length).toBeLessThan(100);
  });
});

describe('the backend’s process', () => {
  test('that ends before it listens is reported with its last lines', async () => {
    const command = `"${process.execPath}" -e "console.error('no database'); process.exit(7)"`;
    await expect(start({ command })).rejects.toMatchObject({
      code: 'backend-failed',
      message: expect.stringMatching(/ended with code 7 before it listened on DDEXT_SOCKET.*\nno database/s),
    });
  });

  test('that does not exist is reported', async () => {
    await expect(start({ command: 'no-such-command-here' })).rejects.toThrow(
      /no-such-command-here.*not found/s,
    );
  });

  test('that ends later is reported in the dashboard and the log, with its last lines and no secret', async () => {
    const { dashboardUrl } = await start({ env: { TEST_CLIENT_SECRET: 'do-not-print-this' } });
    const stopped = await nextEvent(dashboardUrl, stoppedState, () => void get('/stop').catch(() => {}));
    expect(stopped).toEqual({
      status: 'stopped',
      message: 'The backend ended with code 3. Press r in the terminal to restart it.',
      lines: ['the fixture backend listens', 'stopping with •••'],
    });
    expect(lines).toContain(stopped.message);
    expect(lines.join('\n')).not.toContain('do-not-print-this');
  });

  test('that ended is reported to a dashboard that opens later, until it runs again', async () => {
    const { dashboardUrl, restartBackend } = await start();
    await nextEvent(dashboardUrl, stoppedState, () => void get('/stop').catch(() => {}));
    expect(await nextEvent(dashboardUrl, stoppedState)).toMatchObject({ status: 'stopped' });
    await restartBackend?.();
    expect(await get('/hello')).toEqual({ hello: 'world' });
    const state = await nextEvent(dashboardUrl, (event) =>
      event.type === 'backend' ? event.state : undefined,
    );
    expect(state).toEqual({ status: 'running' });
  });

  test('that is restarted reads .env again', async () => {
    const changing = await createExtension({ '.env': 'FROM_DOT_ENV=before\n' });
    simulator = await startSimulator({ ...changing.options, backend: { command: backendCommand } });
    expect(await get('/environment')).toMatchObject({ FROM_DOT_ENV: 'before' });
    await writeFile(join(changing.directory, '.env'), 'FROM_DOT_ENV=after\n');
    await simulator.restartBackend?.();
    expect(await get('/environment')).toMatchObject({ FROM_DOT_ENV: 'after' });
    await simulator.close();
    await changing.remove();
  });

  test('is stopped with all its children', async () => {
    const { close } = await start({ command: `(${backendCommand}); true` });
    const pid = backendPid(fixture.directory);
    expect(isAlive(pid)).toBe(true);
    await close();
    await close();
    await processEnded(pid);
  });

  test('is stopped even if it ignores SIGTERM and its parent has ended', async () => {
    const { close } = await start({ command: `${backendCommand} & wait`, env: { IGNORE_SIGTERM: '1' } });
    const pid = backendPid(fixture.directory);
    await close();
    await processEnded(pid);
  });
});

describe('the backend’s sources', () => {
  const states = (wanted: BackendState['status']) => (event: DashboardEvent) =>
    event.type === 'backend' && event.state.status === wanted ? event.state : undefined;
  const source = () => join(fixture.directory, 'src/inner/main.js');

  beforeAll(async () => {
    await mkdir(dirname(source()), { recursive: true });
    await mkdir(join(fixture.directory, 'other'), { recursive: true });
    await writeFile(source(), 'first');
  });

  /** Starts it, and waits for a restart that follows `change`. @returns the process before, and that after */
  async function restartAfter(change: () => Promise<void>, before = () => {}) {
    const { dashboardUrl } = await start({ watch: ['src', 'missing'] });
    const first = backendPid(fixture.directory);
    before();
    await nextEvent(dashboardUrl, states('restarting'), () => void change());
    await nextEvent(dashboardUrl, states('running'));
    return { first, second: backendPid(fixture.directory), dashboardUrl };
  }

  test.each<[string, () => Promise<void>]>([
    ['is saved', () => writeFile(source(), 'second')],
    [
      'is replaced, as some editors save',
      async () => {
        await writeFile(`${source()}~`, 'third');
        await rename(`${source()}~`, source());
      },
    ],
    ['is added', () => writeFile(join(dirname(source()), 'added.js'), '')],
    ['is removed', () => rm(join(dirname(source()), 'added.js'))],
    ['.env is saved', () => writeFile(join(fixture.directory, '.env'), 'CHANGED=1\n')],
  ])('restart the backend when a file %s', async (_, change) => {
    const { first, second } = await restartAfter(change);
    expect(second).not.toBe(first);
    await processEnded(first);
    expect(isAlive(second)).toBe(true);
  });

  test('restart a backend that was killed, whose message names the folders', async () => {
    const { dashboardUrl } = await start({ watch: ['src', 'other'] });
    const pid = backendPid(fixture.directory);
    const stopped = await nextEvent(dashboardUrl, stoppedState, () => process.kill(pid, 'SIGKILL'));
    expect(stopped.message).toBe(
      'The backend ended by SIGKILL. Save a file in src or other, or press r in the terminal, to restart it.',
    );
    await nextEvent(dashboardUrl, states('restarting'), () => void writeFile(source(), 'again'));
    await nextEvent(dashboardUrl, states('running'));
    expect(await get('/hello')).toEqual({ hello: 'world' });
  });

  test('that do not start are reported, and the next save starts the backend', async () => {
    const broken = join(fixture.directory, 'src/broken');
    const command = `test ! -e src/broken && exec ${backendCommand} || { echo "broken source"; exit 5; }`;
    const { dashboardUrl } = await start({ command, watch: ['src'] });
    const stopped = await nextEvent(dashboardUrl, stoppedState, () => void writeFile(broken, ''));
    expect(stopped).toMatchObject({
      message: expect.stringMatching(
        /ended with code 5 before it listened on DDEXT_SOCKET\. Save a file in src/,
      ),
      lines: ['broken source'],
    });
    await nextEvent(dashboardUrl, states('restarting'), () => void rm(broken));
    await nextEvent(dashboardUrl, states('running'));
  });
});

describe('the published port', () => {
  const url = (path: string) => `http://127.0.0.1:${fixture.port}${path}`;

  test('forwards the Host header unchanged', async () => {
    await start();
    const { body } = await rawRequest(url('/host'), { headers: { host: 'rebound.example' } });
    expect(body).toBe('rebound.example');
  });

  test('forwards bodies in both directions', async () => {
    await start();
    const sent = 'x'.repeat(100_000);
    expect((await rawRequest(url('/upload'), { method: 'POST', body: sent })).body).toBe(sent);
  });

  test('rewrites docker-desktop:// links of a page only', async () => {
    const { dashboardUrl } = await start();
    const page = await rawRequest(url('/page'), { headers: { 'accept-encoding': 'gzip' } });
    expect(page.body).toBe(
      `<a href="${withoutToken(dashboardUrl)}os/open?url=docker-desktop%3A%2F%2Fdashboard%2Fopen">ü</a>`,
    );
    expect(page.headers['content-length']).toBe(String(Buffer.byteLength(page.body)));
    expect((await rawRequest(url('/page?status=400'))).body).toContain('docker-desktop://dashboard/open');
    expect((await rawRequest(url('/page?type=text'))).body).toContain('docker-desktop://dashboard/open');
  });

  test('a redirect to docker-desktop: is passed on, with a warning in the log', async () => {
    await start();
    expect((await rawRequest(url('/redirect'))).headers.location).toBe('docker-desktop://dashboard/open');
    expect(lines.join('\n')).toContain('CSP form-action');
  });

  test('returns 502 with a message if the backend has ended', async () => {
    await start();
    await get('/stop').catch(() => {});
    expect(await rawRequest(url('/host'))).toMatchObject({
      status: 502,
      body: expect.stringContaining('Could not reach the backend'),
    });
  });

  test('that is in use fails the start with the message of Docker Desktop, and nothing is left running', async () => {
    const squatter = createServer().listen(fixture.port, '127.0.0.1');
    await once(squatter, 'listening');
    await expect(start()).rejects.toMatchObject({
      code: 'port-unavailable',
      message: expect.stringMatching(
        /^Ports are not available: 127\.0\.0\.1:\d+ is in use by .+\. Stop that program.* compose\.yaml/,
      ),
    });
    squatter.close();
    await once(squatter, 'close');
    await start();
  });
});

test('a missing build of the UI fails the start and stops the backend', async () => {
  const options = { ...fixture.options, ui: { dist: '/nowhere' } };
  await expect(startSimulator(options)).rejects.toMatchObject({
    code: 'ui-failed',
    message: expect.stringContaining('Build the UI first'),
  });
  await processEnded(backendPid(fixture.directory));
});
