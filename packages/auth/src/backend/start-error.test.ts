import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Extension } from '@ddext-oauth/providers';
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { x } from 'tinyexec';
import { AuthError } from '../core/errors.ts';
import { bundleOf } from '../testing/extensions/bundle.ts';
import { run, serve } from './serve.ts';
import { socketError } from './start-error.ts';

const directory = mkdtempSync(join(tmpdir(), 'start-'));
const app = () => {};
const extension: Extension = { id: 'acme/hello', title: 'Hello', strategy: 'backend-callback', port: 51234 };
let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

/** Ends the processes of tests that failed. */
const end = new AbortController();

afterAll(() => {
  end.abort();
  rmSync(directory, { recursive: true });
});

const start = (environment: NodeJS.ProcessEnv) =>
  run(() => serve({ api: app, callback: app, extension, environment }));
const socketIn = (folder: string) => join(directory, folder, 'backend.sock');

/** The socket and the callback server of a backend, both in a folder, so that both can be called. */
function addressesIn(folder: string) {
  mkdirSync(join(directory, folder));
  return { DDEXT_SOCKET: socketIn(folder), DDEXT_CALLBACK_ADDRESS: join(directory, folder, 'callback.sock') };
}

const isRefused = (path: string) =>
  new Promise<boolean>((resolve) => {
    const connection = connect(path, () => resolve(false)).once('error', () => resolve(true));
    connection.once('connect', () => connection.destroy());
  });

const badUsers = [
  'node',
  'node:node',
  '0:0',
  '1000:0',
  '0:1000',
  '1000',
  ':',
  ' ',
  ':1000',
  '-1:1000',
  '1.5:1000',
  '1e3:1000',
  ' 1000:1000',
  '0x3e8:1000',
  '1000:1000:1000',
  '4294967295:1000',
  '1000:4294967296',
  'Infinity:1000',
];

/** Expects one printed sentence, and the exit code of a failure. */
function expectSentence(pattern: RegExp): void {
  expect(printed).toHaveLength(1);
  expect(printed[0]).toMatch(pattern);
  expect(printed[0]?.trimEnd()).not.toContain('\n');
  expect(process.exitCode).toBe(1);
}

describe('a backend that cannot start', () => {
  test('says that the folder of its socket does not exist, and how to get it', async () => {
    await start({ DDEXT_SOCKET: socketIn('absent'), DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' });
    expectSentence(/absent does not exist: install this image as an extension, .* or mount one yourself\.$/m);
  });

  test('says so if a file is where the folder belongs', async () => {
    writeFileSync(join(directory, 'file'), '');
    await start({ DDEXT_SOCKET: socketIn('file'), DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' });
    expectSentence(/file does not exist: install this image as an extension/);
  });

  test('says that a file at the path of its socket has to be moved', async () => {
    mkdirSync(join(directory, 'taken'));
    writeFileSync(socketIn('taken'), '');
    await start({ DDEXT_SOCKET: socketIn('taken'), DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' });
    expectSentence(/backend\.sock exists and is not a socket: move it away\.$/m);
  });

  test('says that its port is in use, and closes its socket', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    mkdirSync(join(directory, 'port'));
    const address = `127.0.0.1:${port}`;
    await start({ DDEXT_SOCKET: socketIn('port'), DDEXT_CALLBACK_ADDRESS: address });
    other.close();
    expectSentence(new RegExp(`listens on ${address}: end it, or choose another port`));
  });

  test('says which address or user it cannot use', async () => {
    mkdirSync(join(directory, 'settings'));
    await start({ DDEXT_SOCKET: socketIn('settings'), DDEXT_CALLBACK_ADDRESS: 'nowhere' });
    expectSentence(/"nowhere" is neither HOST:PORT nor the path of a socket\.$/m);
  });

  test.each(badUsers)('says that it cannot run as "%s", and leaves no server open', async (user) => {
    const addresses = addressesIn(`user ${user}`);
    await start({ ...addresses, DDEXT_RUN_AS: user });
    expectSentence(new RegExp(`^DDEXT_RUN_AS is "${user}"; it takes UID:GID, such as 1000:1000\\.$`, 'm'));
    expect(await Promise.all(Object.values(addresses).map(isRefused))).toEqual([true, true]);
  });

  test.each(['node', '0:0', '1000'])('ends its process if it cannot run as "%s"', async (user) => {
    const environment = { ...addressesIn(`process ${user}`), DDEXT_RUN_AS: user };
    const module = pathToFileURL(bundleOf(join(import.meta.dirname, 'serve.ts'), directory)).href;
    const program = `import { run, serve } from '${module}';
      const options = ${JSON.stringify({ extension, environment })};
      await run(() => serve({ api() {}, callback() {}, ...options }));`;
    const script = ['--input-type=module', '--eval', program];
    expect(await x(process.execPath, script, { signal: end.signal })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^DDEXT_RUN_AS is ".*"; it takes UID:GID, such as 1000:1000\.\n$/),
    });
  });

  test('closes both servers if its logger throws', async () => {
    const addresses = addressesIn('logger');
    const info = () => {
      throw new Error('The log is closed.');
    };
    const options = { api: app, callback: app, extension, environment: addresses, logger: { info } };
    await expect(serve(options)).rejects.toThrow('The log is closed.');
    expect(await Promise.all(Object.values(addresses).map(isRefused))).toEqual([true, true]);
  });

  test('closes both servers if it may not drop root', async () => {
    const addresses = addressesIn('capabilities');
    jest.spyOn(process, 'getuid').mockReturnValue(0);
    jest.spyOn(process, 'setgroups').mockImplementation(() => {
      throw Object.assign(new Error('EPERM: setgroups'), { code: 'EPERM' });
    });
    await expect(start({ ...addresses, DDEXT_RUN_AS: '1000:1000' })).rejects.toThrow('EPERM: setgroups');
    expect(await Promise.all(Object.values(addresses).map(isRefused))).toEqual([true, true]);
  });

  test('says which setting cannot be read', async () => {
    await run(() => Promise.reject(new AuthError('setting-unreadable', 'The file of KEY is empty.')));
    expectSentence(/^The file of KEY is empty\. The extension's developer must set this setting again/);
  });

  test('throws an error of its own code with its stack trace', async () => {
    const failing = () => Promise.reject(new TypeError('things is undefined'));
    await expect(run(failing)).rejects.toThrow('things is undefined');
    expect(printed).toEqual([]);
  });

  test('says that its user may not create the socket', () => {
    const error = socketError(
      join(directory, 'backend.sock'),
      Object.assign(new Error(), { code: 'EACCES' }),
    );
    expect(error).toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/cannot create .*backend\.sock: .* add DAC_OVERRIDE to cap_add/),
    });
  });
});
