import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { run } from '../support/workspace.ts';

export interface CorporateNetwork {
  /** URL of the proxy. The provider is reachable only through it. */
  readonly proxy: string;
  /** URL of the provider. Its host name does not resolve, and no client trusts its certificate by default. */
  readonly provider: string;
  close(): Promise<void>;
}

const host = 'id.corp.example';

/**
 * Starts a provider and a proxy that intercepts TLS, as in a corporate network.
 *
 * @param folder receives `corporate-ca.crt`
 */
export async function startCorporateNetwork(folder: string): Promise<CorporateNetwork> {
  const [key, certificate] = ['key.pem', 'corporate-ca.crt'].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const name = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  await run('openssl', ['req', '-x509', ...kind, ...name, '-keyout', key, '-out', certificate]);
  const credentials = { key: readFileSync(key), cert: readFileSync(certificate) };
  const provider = createTlsServer(credentials, (_request, response) => response.end('behind the proxy'));
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    if (request.url !== `${host}:443`) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const there = connect((provider.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    for (const end of [there, socket]) end.on('error', () => [there, socket].map((other) => other.destroy()));
    return there;
  });
  for (const server of [provider, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    provider: `https://${host}/`,
    async close() {
      for (const server of [provider, proxy]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
