import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer, request } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { oidc } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeCertificate, type TestCertificate } from '../testing/fixtures/certificate.ts';
import { ConnectionTest } from './connection-test.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Name resolution can take long on some machines. */

const realFetch = globalThis.fetch;
const closers: (() => unknown)[] = [];

afterEach(async () => {
  globalThis.fetch = realFetch;
  for (const close of closers.splice(0)) await close();
});

async function listen(server: Server): Promise<number> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A port without a server that no other process can use: it belongs to an open connection. */
async function portWithoutServer(): Promise<number> {
  const socket = connect(await listen(createServer()), '127.0.0.1');
  closers.unshift(() => socket.destroy());
  await once(socket, 'connect');
  return socket.localPort as number;
}

const tlsServer = (certificate: TestCertificate) =>
  listen(createTlsServer(certificate, (_request, response) => response.end('{}')));

/** Trusts a CA, like NODE_EXTRA_CA_CERTS, so that the other checks of a certificate run. */
function trust(ca: string): void {
  globalThis.fetch = (input) =>
    new Promise<Response>((resolve, reject) => {
      const failed = (cause: unknown) => reject(new TypeError('fetch failed', { cause }));
      request(String(input), { ca }, () => resolve(new Response('{}')))
        .on('error', failed)
        .end();
    });
}

async function problemAt(
  issuer: string,
  { timeout = 600, name = 'Work' } = {},
): Promise<Diagnosis | undefined> {
  const connectionTest = new ConnectionTest({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 51_234 },
    settings: { id: 'work', name, preset: oidc, issuer: { variable: 'WORK_ISSUER' }, clientId: 'mine' },
    read: () => issuer,
    insecureLoopbackIssuer: true,
    timeout,
  });
  await connectionTest.step();
  const { id, problem } = await connectionTest.step();
  expect(id).toBe('endpoints');
  expect(problem?.code).toBe('provider-unreachable');
  return problem;
}

describe('an unreachable server is diagnosed by the error of the connection', () => {
  test('a certificate of an unknown CA names NODE_EXTRA_CA_CERTS', async () => {
    const port = await tlsServer(makeCertificate('127.0.0.1'));
    const { cause, fix } = (await problemAt(`https://127.0.0.1:${port}`)) ?? {};
    expect(cause).toMatch(
      new RegExp(`^127\\.0\\.0\\.1:${port} presents a certificate of a certificate authority`),
    );
    expect(fix).toMatch(/^Set NODE_EXTRA_CA_CERTS to the path of a PEM file/);
  });

  test('a certificate that has expired', async () => {
    const certificate = makeCertificate('127.0.0.1', new Date('2020-01-01'), new Date('2021-01-01'));
    trust(certificate.cert);
    const { cause, fix } = (await problemAt(`https://127.0.0.1:${await tlsServer(certificate)}`)) ?? {};
    expect(cause).toMatch(/has expired\.$/);
    expect(fix).toMatch(/^Renew the certificate/);
  });

  test('a certificate that is not valid yet', async () => {
    const certificate = makeCertificate('127.0.0.1', new Date('2048-01-01'), new Date('2049-01-01'));
    trust(certificate.cert);
    const { cause, fix } = (await problemAt(`https://127.0.0.1:${await tlsServer(certificate)}`)) ?? {};
    expect(cause).toMatch(/is not valid yet\.$/);
    expect(fix).toMatch(/^Set the clock of this computer/);
  });

  test('a certificate for another host name', async () => {
    const certificate = makeCertificate('id.example');
    trust(certificate.cert);
    const { cause, fix } = (await problemAt(`https://127.0.0.1:${await tlsServer(certificate)}`)) ?? {};
    expect(cause).toMatch(/for another host name: it has DNS:id\.example, not 127\.0\.0\.1:/);
    expect(fix).toMatch(/^Correct WORK_ISSUER: use a host name of the certificate/);
  });

  test('https to a port that expects plain http', async () => {
    const port = await listen(createHttpServer((_request, response) => response.end('{}')));
    const { cause, fix } = (await problemAt(`https://127.0.0.1:${port}`)) ?? {};
    expect(cause).toMatch(/does not speak TLS at this port: it is a plain http port/);
    expect(fix).toMatch(
      /^Correct WORK_ISSUER: .*http:\/\/ for a server on this machine \(DDEXT_INSECURE_LOOPBACK_ISSUER=1\)/,
    );
  });

  test('plain http to a port that expects TLS', async () => {
    const port = await tlsServer(makeCertificate('127.0.0.1'));
    const { cause, fix } = (await problemAt(`http://127.0.0.1:${port}`)) ?? {};
    expect(cause).toMatch(/does not take plain http at this port: it expects TLS/);
    expect(fix).toMatch(/^Correct WORK_ISSUER: write https:\/\//);
  });

  test('a port without a listener', async () => {
    const { cause, fix } = (await problemAt(`http://127.0.0.1:${await portWithoutServer()}`)) ?? {};
    expect(cause).toMatch(/connection was refused, so no server listens at that port/);
    expect(fix).toMatch(/Correct WORK_ISSUER, port included/);
  });

  test('a port without a listener, of a provider with parentheses in its name', async () => {
    const port = await portWithoutServer();
    const { cause } = (await problemAt(`http://127.0.0.1:${port}`, { name: 'Work (staging)' })) ?? {};
    expect(cause).toMatch(new RegExp(`^Could not reach 127\\.0\\.0\\.1:${port}: `));
  });

  test('a host name that does not resolve', async () => {
    const { cause, fix } = (await problemAt('https://id.invalid')) ?? {};
    expect(cause).toMatch(/host name of id\.invalid does not resolve \(DNS\)/);
    expect(fix).toMatch(/^Correct WORK_ISSUER/);
  });

  test('a server that never responds', async () => {
    const port = await listen(createServer());
    const { cause, fix } = (await problemAt(`http://127.0.0.1:${port}`, { timeout: 0.2 })) ?? {};
    expect(cause).toMatch(/in time: a firewall, or a proxy/);
    expect(fix).toMatch(/HTTPS_PROXY and NODE_USE_ENV_PROXY=1/);
  });

  test('a server that closes the connection of an https request', async () => {
    const port = await listen(createServer((socket) => void socket.once('data', () => socket.destroy())));
    const { cause, fix } = (await problemAt(`https://127.0.0.1:${port}`)) ?? {};
    expect(cause).toMatch(/closed the connection without a response/);
    expect(fix).toMatch(/log of the server/);
  });

  test('a port that Node.js blocks', async () => {
    const { cause, fix } = (await problemAt('http://127.0.0.1:9')) ?? {};
    expect(cause).toMatch(/Node blocks requests to this port/);
    expect(fix).toMatch(/^Correct WORK_ISSUER: choose another port/);
  });
});
