import { linkSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { closeServer, listen, parseListenAddress } from './listen.ts';
import { parseRunAs } from './privileges.ts';

const directory = mkdtempSync(join(tmpdir(), 'listen-'));
afterAll(() => rmSync(directory, { recursive: true }));
const answer = () => {};

test.each([
  ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
  ['0.0.0.0:65535', { host: '0.0.0.0', port: 65_535 }],
  ['/run/backend.sock', { path: '/run/backend.sock' }],
  [String.raw`\\.\pipe\backend`, { path: String.raw`\\.\pipe\backend` }],
])('parses %s as an address to listen on', (text, address) => {
  expect(parseListenAddress(text)).toEqual(address);
});

test.each(['', '8080', ':8080', 'host:', '127.0.0.1:65536', '127.0.0.1:http'])(
  'rejects "%s" as an address',
  (text) => {
    expect(() => parseListenAddress(text)).toThrow(/neither HOST:PORT nor the path of a socket/);
  },
);

test('replaces a socket that an earlier run left behind', async () => {
  const path = join(directory, 'stale.sock');
  const crashed = createServer();
  await new Promise<void>((resolve) => crashed.listen(path, resolve));
  const server = await listen(answer, { path });
  expect(statSync(path).isSocket()).toBe(true);
  await closeServer(server);
  await new Promise((resolve) => crashed.close(resolve));
});

test('does not replace a file at the path of the socket', async () => {
  const path = join(directory, 'precious.txt');
  writeFileSync(path, 'precious');
  await expect(listen(answer, { path })).rejects.toThrow('exists and is not a socket');
  expect(statSync(path).isFile()).toBe(true);
});

test('rejects an address that is in use', async () => {
  const first = await listen(answer, { host: '127.0.0.1', port: 0 });
  const { port } = first.address() as { port: number };
  await expect(listen(answer, { host: '127.0.0.1', port })).rejects.toThrow('EADDRINUSE');
  await closeServer(first);
});

test('closes a socket whose mode cannot be set', async () => {
  const [path, other] = [join(directory, 'gone.sock'), join(directory, 'other-name.sock')];
  const listening = listen(answer, { path });
  linkSync(path, other);
  rmSync(path);
  await expect(listening).rejects.toThrow('ENOENT');
  const connecting = new Promise<void>((resolve, reject) => {
    const connection = connect(other, () => resolve(void connection.destroy())).once('error', reject);
  });
  await expect(connecting).rejects.toThrow('ECONNREFUSED');
});

test.each([
  ['1000:1000', { uid: 1000, gid: 1000 }],
  ['1:4294967294', { uid: 1, gid: 4_294_967_294 }],
  ['', undefined],
])('DDEXT_RUN_AS="%s" is a user and a group, or keeps the user', (text, user) => {
  expect(parseRunAs(text)).toEqual(user);
});
