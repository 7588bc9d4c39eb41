import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Extension } from '@ddext-oauth/providers';
import { afterAll, afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { x } from 'tinyexec';
import { bundleOf } from '../testing/extensions/bundle.ts';
import type { Logger } from './logger.ts';
import { serve } from './serve.ts';

const directory = mkdtempSync(join(tmpdir(), 'run-as-'));
const app = () => {};
const extension: Extension = { id: 'acme/hello', title: 'Hello', strategy: 'backend-callback', port: 51234 };
/** Stops the processes of failed tests. */
const end = new AbortController();
/** Both servers listen in this folder, so that the test can call both. */
let addresses: { readonly DDEXT_SOCKET: string; readonly DDEXT_CALLBACK_ADDRESS: string };

beforeEach(() => {
  const folder = mkdtempSync(join(directory, 'backend-'));
  addresses = {
    DDEXT_SOCKET: join(folder, 'backend.sock'),
    DDEXT_CALLBACK_ADDRESS: join(folder, 'callback.sock'),
  };
});

afterEach(() => void jest.restoreAllMocks());

afterAll(() => {
  end.abort();
  rmSync(directory, { recursive: true });
});

const start = (runAs: string, logger?: Pick<Logger, 'info'>) =>
  serve({
    ...{ api: app, callback: app, extension, environment: { ...addresses, DDEXT_RUN_AS: runAs } },
    ...(logger && { logger }),
  });

const isRefused = (path: string) =>
  new Promise<boolean>((resolve) => {
    const connection = connect(path, () => resolve(false)).once('error', () => resolve(true));
    connection.once('connect', () => connection.destroy());
  });

async function expectNoServer(): Promise<void> {
  expect(await Promise.all(Object.values(addresses).map(isRefused))).toEqual([true, true]);
}

test.each([
  ...['node', 'node:node', '1000:node', '0:0', '1000:0', '0:1000', '1000', ':', ' ', ':1000', '-1:1000'],
  ...['1.5:1000', '1e3:1000', ' 1000:1000', '0x3e8:1000', '1000:1000:1000', 'Infinity:1000'],
  ...['4294967295:1000', '1000:4294967296'],
])('serve does not run as "%s", and leaves no server open', async (runAs) => {
  const problem = `DDEXT_RUN_AS is "${runAs}". Set it to UID:GID, such as 1000:1000.`;
  await expect(start(runAs)).rejects.toMatchObject({ name: 'SettingsError', message: problem });
  await expectNoServer();
});

test.each(['node', '0:0', '1000'])('a process that cannot run as "%s" ends', async (runAs) => {
  const options = { extension, environment: { ...addresses, DDEXT_RUN_AS: runAs } };
  const module = pathToFileURL(bundleOf(join(import.meta.dirname, 'serve.ts'), directory)).href;
  const program = `import { run, serve } from '${module}';
    await run(() => serve({ api() {}, callback() {}, ...${JSON.stringify(options)} }));`;
  const script = ['--input-type=module', '--eval', program];
  expect(await x(process.execPath, script, { signal: end.signal })).toMatchObject({
    exitCode: 1,
    stderr: `DDEXT_RUN_AS is "${runAs}". Set it to UID:GID, such as 1000:1000.\n`,
  });
});

test('serve closes both servers if its process cannot drop root privileges', async () => {
  jest.spyOn(process, 'getuid').mockReturnValue(0);
  jest.spyOn(process, 'setgroups').mockImplementation(() => {
    throw Object.assign(new Error('EPERM: setgroups'), { code: 'EPERM' });
  });
  await expect(start('1000:1000')).rejects.toThrow('EPERM: setgroups');
  await expectNoServer();
});

test('serve closes both servers if its logger throws', async () => {
  const info = () => {
    throw new Error('The log is closed.');
  };
  await expect(start('', { info })).rejects.toThrow('The log is closed.');
  await expectNoServer();
});
