import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import { exchange } from './testing/connection.ts';
import { newFolder } from './testing/folder.ts';
import { httpBackend } from './testing/gateway.ts';

const bundle = fileURLToPath(new URL('../dist/gateway.mjs', import.meta.url));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Runs the built command, and collects what it prints. */
function run(args: readonly string[], environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [bundle, ...args], {
    env: { PATH: process.env.PATH, ...environment },
  });
  started.push(child);
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = once(child, 'close').then(([code]) => ({ code, output }));
  const printed = async (text: string) => {
    while (!output.includes(text)) {
      if (child.exitCode !== null) throw new Error(output);
      await once(child.stdout, 'data');
    }
  };
  return { child, ended, printed };
}

const post = (path: string, body: object) => {
  const text = JSON.stringify(body);
  return `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`;
};
const bodyOf = (all: string) => JSON.parse(all.slice(all.indexOf('\r\n\r\n') + 4));

const required = { DDEXT_EXTENSION_ID: 'acme/things', DDEXT_PORT: '51234', DDEXT_PROVIDERS: 'github' };

test('the command is one file of less than 600 kB', () => {
  expect(statSync(bundle).size).toBeLessThan(600_000);
});

test.each([
  [['--version'], {}, 0, /^\d+\.\d+\.\d+\n$/],
  [['--help'], {}, 0, /^Usage: ddext-gateway/],
  [['--check'], required, 0, /^The settings are valid\.\n$/],
  [['--check'], {}, 1, /^No provider is set[^\n]*\.\n$/],
  [['--chek'], {}, 1, /^Unknown option '--chek'[^\n]*See --help\.\n$/],
  [[], { ...required, DDEXT_SOCKET: '/none/a.sock' }, 1, /^The folder \/none does not exist: [^\n]*\.\n$/],
])(
  'the command with %j ends with its exit code, and prints one text',
  async (args, environment, code, printed) => {
    const result = await run(args, environment).ended;
    expect(result).toEqual({ code, output: expect.stringMatching(printed) });
  },
);

test('the command starts a sign-in for the page, passes on other requests, and ends on SIGTERM', async () => {
  const folder = await newFolder();
  const [page, own, inner, callback] = ['page', 'own', 'inner', 'callback'].map((name) =>
    folder.path(name),
  ) as [string, string, string, string];
  const server = httpBackend((_request, response) => void response.end('"own"')).listen(own);
  await once(server, 'listening');
  const { child, ended, printed } = run([], {
    ...required,
    DDEXT_SOCKET: page,
    DDEXT_FORWARD_TO: own,
    DDEXT_INNER_SOCKET: inner,
    DDEXT_CALLBACK_ADDRESS: callback,
    DDEXT_DATA: folder.path('data'),
    GITHUB_CLIENT_ID: 'client',
    GITHUB_CLIENT_SECRET: 's3cret',
  });
  await printed('listening');
  expect(bodyOf(await exchange(page, post('/things', {})))).toBe('own');
  const keys = [randomBytes(32).toString('base64url')];
  const unlocked = await exchange(page, post('/auth/unlock', { keys }));
  expect(unlocked).toMatch(/^Content-Type: application\/json; charset=utf-8\r$/m);
  const { callerToken } = bodyOf(unlocked).value;
  const { url } = bodyOf(
    await exchange(inner, post('/auth/sign-in', { callerToken, data: { provider: 'github' } })),
  ).value;
  const { host, pathname } = new URL(url);
  expect(host).toBe('127.0.0.1:51234');
  const redirect = await exchange(
    callback,
    `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
  );
  expect(redirect).toMatch(
    /^HTTP\/1\.1 303 [\s\S]*\r\nLocation: https:\/\/github\.com\/login\/oauth\/authorize\?/,
  );
  const refused = await exchange(callback, `GET /callback/github HTTP/1.0\r\nHost: ${host}\r\n\r\n`);
  expect(refused).toMatch(/^Content-Type: text\/html; charset=utf-8\r$/m);
  child.kill('SIGTERM');
  const { code, output } = await ended;
  expect(code).toBe(0);
  for (const secret of ['s3cret', callerToken, keys[0]]) expect(output).not.toContain(secret);
  server.closeAllConnections();
  server.close();
  await folder.remove();
});
