import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { oidc } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeCertificate, type TestCertificate } from '../testing/certificate.ts';
import type { Diagnosis } from './diagnosis.ts';
import { Trial } from './trial.ts';

const realFetch = globalThis.fetch;
const closers: (() => unknown)[] = [];

afterEach(async () => {
  globalThis.fetch = realFetch;
  for (const close of closers.splice(0)) await close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

const tlsServer = (certificate: TestCertificate) =>
  listen(createTlsServer(certificate, (_request, response) => response.end('{}')));

/** What NODE_EXTRA_CA_CERTS does for a process: a CA that is trusted, so that the other checks of a certificate count. */
function trust(ca: string): void {
  globalThis.fetch = (input) =>
    new Promise<Response>((resolve, reject) => {
      const failed = (cause: unknown) => reject(new TypeError('fetch failed', { cause }));
      request(String(input), { ca }, () => resolve(new Response('{}')))
        .on('error', failed)
        .end();
    });
}

async function problemAt(issuer: string, timeout = 15): Promise<Diagnosis | undefined> {
  const trial = new Trial({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 51_234 },
    settings: { id: 'work', preset: oidc, issuer: { variable: 'WORK_ISSUER' }, clientId: 'mine' },
    read: () => issuer,
    insecureLoopbackIssuer: true,
    timeout,
  });
  await trial.step();
  const { id, problem } = await trial.step();
  expect(id).toBe('endpoints');
  expect(problem?.code).toBe('provider-unreachable');
  return problem;
}

describe('a server that is not reached is told apart by what happens to the connection', () => {
  test('a certificate of an unknown CA names NODE_EXTRA_CA_CERTS', async () => {
    const port = await tlsServer(makeCertificate('127.0.0.1'));
    const { cause, mend } = (await problemAt(`https://127.0.0.1:${port}`)) ?? {};
    expect(cause).toMatch(
      new RegExp(`^127\\.0\\.0\\.1:${port} answers with a certificate of a certificate authority`),
    );
    expect(mend).toMatch(/^Set NODE_EXTRA_CA_CERTS to the path of a PEM file/);
  });

  test('a certificate that has expired', async () => {
    const certificate = makeCertificate('127.0.0.1', new Date('2020-01-01'), new Date('2021-01-01'));
    trust(certificate.cert);
    const { cause, mend } = (await problemAt(`https://127.0.0.1:${await tlsServer(certificate)}`)) ?? {};
    expect(cause).toMatch(/has expired\.$/);
    expect(mend).toMatch(/^Renew the certificate/);
  });

  test('a certificate that is not valid yet', async () => {
    const certificate = makeCertificate('127.0.0.1', new Date('2048-01-01'), new Date('2049-01-01'));
    trust(certificate.cert);
    const { cause, mend } = (await problemAt(`https://127.0.0.1:${await tlsServer(certificate)}`)) ?? {};
    expect(cause).toMatch(/is not valid yet\.$/);
    expect(mend).toMatch(/^Set the clock of this computer/);
  });

  test('a certificate for another host name', async () => {
    const certificate = makeCertificate('id.example');
    trust(certificate.cert);
    const { cause, mend } = (await problemAt(`https://127.0.0.1:${await tlsServer(certificate)}`)) ?? {};
    expect(cause).toMatch(/for another host name: it has DNS:id\.example, not 127\.0\.0\.1:/);
    expect(mend).toMatch(/^Correct WORK_ISSUER: use a host name of the certificate/);
  });

  test('https to a port that speaks plain http', async () => {
    const port = await listen(createHttpServer((_request, response) => response.end('{}')));
    const { cause, mend } = (await problemAt(`https://127.0.0.1:${port}`)) ?? {};
    expect(cause).toMatch(/does not speak TLS at this port: it is a plain http port/);
    expect(mend).toMatch(
      /^Correct WORK_ISSUER: .*http:\/\/ for a server on this machine \(DDEXT_INSECURE_LOOPBACK_ISSUER=1\)/,
    );
  });

  test('plain http to a port that expects TLS', async () => {
    const port = await tlsServer(makeCertificate('127.0.0.1'));
    const { cause, mend } = (await problemAt(`http://127.0.0.1:${port}`)) ?? {};
    expect(cause).toMatch(/does not take plain http at this port: it expects TLS/);
    expect(mend).toMatch(/^Correct WORK_ISSUER: write https:\/\//);
  });

  test('a port at which nothing listens', async () => {
    const server = createServer();
    const port = await listen(server);
    await closers.pop()?.();
    const { cause, mend } = (await problemAt(`http://127.0.0.1:${port}`)) ?? {};
    expect(cause).toMatch(/connection was refused, so no server listens at that port/);
    expect(mend).toMatch(/Correct WORK_ISSUER, port included/);
  });

  test('a host name that does not resolve', async () => {
    const { cause, mend } = (await problemAt('https://id.invalid')) ?? {};
    expect(cause).toMatch(/host name of id\.invalid does not resolve \(DNS\)/);
    expect(mend).toMatch(/^Correct WORK_ISSUER/);
  });

  test('a server that never answers', async () => {
    const sockets: { destroy(): void }[] = [];
    const port = await listen(createServer((socket) => void sockets.push(socket)));
    const { cause, mend } = (await problemAt(`http://127.0.0.1:${port}`, 0.2)) ?? {};
    for (const socket of sockets) socket.destroy();
    expect(cause).toMatch(/in time: a firewall, or a proxy/);
    expect(mend).toMatch(/HTTPS_PROXY and NODE_USE_ENV_PROXY=1/);
  });

  test('a server that closes the connection of an https request', async () => {
    const port = await listen(createServer((socket) => void socket.once('data', () => socket.destroy())));
    const { cause, mend } = (await problemAt(`https://127.0.0.1:${port}`)) ?? {};
    expect(cause).toMatch(/closed the connection without an answer/);
    expect(mend).toMatch(/log of the server/);
  });

  test('a port that Node blocks', async () => {
    const { cause, mend } = (await problemAt('http://127.0.0.1:9')) ?? {};
    expect(cause).toMatch(/Node blocks requests to this port/);
    expect(mend).toMatch(/^Correct WORK_ISSUER: choose another port/);
  });
});
