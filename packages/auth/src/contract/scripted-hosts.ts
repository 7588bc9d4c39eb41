import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../backend/listen.ts';
import type { FixtureAnswer } from './fixture.ts';

/** A request as the provider got it. */
export interface SentRequest {
  readonly method: string;
  /** The address it was sent to, https and without its query. */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The members of the body, of a form or of a JSON object. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What is said where a request goes; undefined: nothing is there. */
export type Script = (request: SentRequest) => FixtureAnswer | undefined;

export interface ScriptedHosts {
  /** Everything that came in, in order. */
  readonly requests: SentRequest[];
  close(): Promise<void>;
}

/**
 * Every https host there is, played by one server on this machine: `fetch` is led to it until it is closed, so that
 * what a preset says is asked for at the very addresses that it says. Nothing leaves for anywhere else.
 */
export async function startScriptedHosts(script: Script): Promise<ScriptedHosts> {
  const requests: SentRequest[] = [];
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const request = received(incoming, body);
    requests.push(request);
    const nothing: FixtureAnswer = { status: 404, body: { error: 'nothing_here' } };
    const { status = 200, contentType = 'application/json', body: said } = script(request) ?? nothing;
    response.writeHead(status, { 'content-type': contentType });
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const { protocol, host, pathname, search } = new URL(String(input));
    if (protocol !== 'https:') throw new TypeError(`${protocol}//${host} was asked, and not by https.`);
    return original(`http://127.0.0.1:${port}/${host}${pathname}${search}`, init);
  };
  return {
    requests,
    async close() {
      globalThis.fetch = original;
      await closeServer(server);
    },
  };
}

/** The first segment of the path is the host that was meant. */
function received({ method = '', url = '', headers }: IncomingMessage, body: string): SentRequest {
  const { origin, pathname, searchParams } = new URL(`https:/${url}`);
  const json = headers['content-type']?.includes('json') === true;
  return {
    method,
    url: `${origin}${pathname}`,
    query: searchParams,
    headers,
    body,
    parameters: json ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body)),
  };
}
