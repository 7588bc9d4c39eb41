import type { IncomingHttpHeaders } from 'node:http';
import type { KeyMethod } from '@ddext-oauth/providers';
import { keyCatalog } from '@ddext-oauth/providers/catalog';
import { startTestServer, type TestServer } from './test-server.ts';

/** What the server received. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** A response of the server. A body that is not text is sent as JSON. */
export interface KeyResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The API of a provider that accepts keys. */
export interface KeyServer extends TestServer {
  readonly received: ReceivedRequest[];
  /** Set by a test. A promise delays the response. */
  respond: (request: ReceivedRequest) => KeyResponse | Promise<KeyResponse>;
  /** The method of a provider, with this server in place of its hosts. */
  methodOf(provider: string): KeyMethod;
}

export async function startKeyServer(): Promise<KeyServer> {
  const received: ReceivedRequest[] = [];
  const server = await startTestServer(async (request, response) => {
    request.resume();
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers });
    const { status = 200, headers: own, body = {} } = await keyServer.respond({ method, url, headers });
    response.writeHead(status, { 'content-type': 'application/json', ...own });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const keyServer: KeyServer = {
    ...server,
    received,
    respond: () => ({}),
    methodOf: (provider) => movedTo(server.host, provider),
  };
  return keyServer;
}

function movedTo(host: string, provider: string): KeyMethod {
  const entry = keyCatalog.find((each) => each.provider === provider);
  if (!entry) throw new Error(`There is no key method of ${provider}.`);
  const { parameters: _parameters, ...method } = entry;
  const { verification } = method;
  const url = verification?.url
    .replace(/\{\w+\}/g, 'host.example')
    .replace(/^https:\/\/[^/]+/, `http://${host}`);
  return {
    ...method,
    console: method.console.replace(/\{\w+\}/g, 'host.example'),
    apiHosts: [host],
    ...(verification && url && { verification: { ...verification, url } }),
  };
}

/** A text of the form of a provider's key. */
export function sampleKey(
  { format: { prefixes: [prefix] = [''], length } }: KeyMethod,
  letter = 'a',
): string {
  return prefix.padEnd(length?.min ?? 40, letter);
}
