import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createNodeDdClient } from '../ddclient/node.ts';
import type { BackendSource, Simulator } from '../options.ts';
import { startSimulator } from '../start.ts';
import { nextEvent } from '../testing/clients/events.ts';
import { withoutToken } from '../testing/clients/get-entered.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { backendCommand, createExtension, type Fixture } from '../testing/extensions/fixture.ts';
import { backendPid, isAlive } from '../testing/processes/is-alive.ts';

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

  test('that ends later is reported in the dashboard and the log', async () => {
    const { dashboardUrl } = await start();
    const toast = nextEvent(
      dashboardUrl,
      (event) => (event.type === 'toast' && event.level === 'error' ? event.message : undefined),
      () => void get('/stop').catch(() => {}),
    );
    expect(await toast).toBe('The backend ended with code 3. Start the simulator again.');
    expect(lines).toContain('The backend ended with code 3. Start the simulator again.');
  });

  test('is stopped with all its children', async () => {
    const { close } = await start({ command: `(${backendCommand}); true` });
    const pid = backendPid(fixture.directory);
    expect(isAlive(pid)).toBe(true);
    await close();
    await close();
    expect(isAlive(pid)).toBe(false);
  });

  test('is stopped even if it ignores SIGTERM and its parent has ended', async () => {
    const { close } = await start({ command: `${backendCommand} & wait`, env: { IGNORE_SIGTERM: '1' } });
    const pid = backendPid(fixture.directory);
    await close();
    expect(isAlive(pid)).toBe(false);
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
  expect(isAlive(backendPid(fixture.directory))).toBe(false);
});
