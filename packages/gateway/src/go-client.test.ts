import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { oauth2 } from '@ddext-oauth/auth/providers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exchange, open } from './testing/connection.ts';
import { newFolder } from './testing/folder.ts';
import { startGateway, type TestGateway } from './testing/gateway.ts';

const run = promisify(execFile);
const module = fileURLToPath(new URL('../go', import.meta.url));
const post = (path: string, body: object) => {
  const text = JSON.stringify(body);
  return `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`;
};
const bodyOf = (all: string) => JSON.parse(all.slice(all.indexOf('\r\n\r\n') + 4));

/** A provider with a token endpoint and an API. */
function provider(): Server {
  return createServer((request, response) => {
    request.resume();
    response.setHeader('Content-Type', 'application/json');
    if (request.url === '/token')
      return response.end(
        JSON.stringify({ access_token: 'of-the-service', token_type: 'bearer', expires_in: 60 }),
      );
    const isCalledWithToken = request.headers.authorization === 'Bearer of-the-service';
    response.statusCode = isCalledWithToken ? 200 : 401;
    response.end(JSON.stringify([isCalledWithToken ? 'a thing' : 'none']));
  });
}

/** One environment for all commands, so that the standard library is compiled once. */
const env = { ...process.env, CGO_ENABLED: '0' };
const hasGo = await run('go', ['version']).then(
  () => true,
  () => false,
);
const withGo = hasGo ? describe : describe.skip;

withGo(`the Go client${hasGo ? '' : ' (skipped: Go is not installed)'}`, () => {
  let gateway: TestGateway;
  let program: ChildProcess;
  let origin: string;
  let callerToken: string;
  const api = provider();
  const close: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    await once(api.listen(0, '127.0.0.1'), 'listening');
    const host = `127.0.0.1:${(api.address() as AddressInfo).port}`;
    origin = `http://${host}`;
    const endpoints = {
      authorizationEndpoint: `${origin}/authorize`,
      tokenEndpoint: `${origin}/token`,
      userEndpoint: `${origin}/user`,
    };
    const service = {
      ...{ id: 'service', preset: oauth2, parameters: endpoints, clientId: 'client', apiHosts: [host] },
      clientSecret: { variable: 'SECRET' },
      grants: ['client_credentials'],
    } as const;
    gateway = await startGateway(undefined, {
      auth: { providers: [service], read: () => 's3cret', insecureLoopbackIssuer: true },
    });
    const folder = await newFolder();
    const file = folder.path('example');
    await run('go', ['build', '-o', file, './example'], { cwd: module, env });
    program = spawn(file, [gateway.own], { env: { DDEXT_INNER_SOCKET: gateway.inner }, stdio: 'inherit' });
    close.push(folder.remove);
    while (
      !(await open(gateway.own).then(
        ({ socket }) => socket.destroy(),
        () => undefined,
      ))
    )
      await new Promise(setImmediate);
    const keys = [randomBytes(32).toString('base64url')];
    callerToken = bodyOf(await exchange(gateway.page, post('/auth/unlock', { keys }))).value.callerToken;
  });

  afterAll(async () => {
    program.kill('SIGKILL');
    api.closeAllConnections();
    api.close();
    await gateway.close();
    for (const end of close) await end();
  });

  const call = async (path: string, token: string, data: object = {}) =>
    bodyOf(await exchange(gateway.page, post(path, { callerToken: token, data })));

  test('calls the API of a provider with its access token, for the page', async () => {
    const result = await call('/things', callerToken, { account: 'service', url: `${origin}/things` });
    expect(result).toEqual({ ok: true, value: { status: 200, things: '["a thing"]' } });
  });

  test('returns the accounts that are signed in', async () => {
    expect(await call('/accounts', callerToken)).toEqual({ ok: true, value: 0 });
  });

  test('returns the refusal for a caller without the token of the page', async () => {
    for (const path of ['/things', '/accounts']) {
      const { ok, error } = await call(path, 'a'.repeat(43), { account: 'service', url: `${origin}/things` });
      expect([ok, error.code]).toEqual([false, 'caller-unknown']);
    }
  });

  test('has about 60 lines of code, and needs the standard library only', async () => {
    const { stdout } = await run(
      'go',
      ['list', '-deps', '-f', '{{if not .Standard}}{{.ImportPath}}{{end}}', '.'],
      { cwd: module, env },
    );
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect((await run('go', ['vet', './...'], { cwd: module, env })).stderr).toBe('');
  });

  test('is repeated with curl, as the documentation shows', async () => {
    const folder = await newFolder();
    close.push(folder.remove);
    const curl = async (call: string, data: object) => {
      const file = folder.path(`${call}.json`);
      await writeFile(file, JSON.stringify({ callerToken, data }));
      const body = ['-H', 'Content-Type: application/json', '-d', `@${file}`];
      const args = ['-s', '--unix-socket', gateway.inner, ...body, `http://gateway/auth/${call}`];
      return JSON.parse((await run('curl', args)).stdout);
    };
    expect((await curl('session', {})).value.accounts).toEqual([]);
    const { value } = await curl('fetch', { account: 'service', url: `${origin}/things` });
    expect(Buffer.from(value.body, 'base64').toString()).toBe('["a thing"]');
  });
});
