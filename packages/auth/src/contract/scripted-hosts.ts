import type { IncomingMessage } from 'node:http';
import { startTestServer } from '../testing/servers/test-server.ts';
import type { FixtureResponse } from './fixture.ts';

/** A request that the provider received. */
export interface SentRequest {
  readonly method: string;
  /** The https URL without its query. */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The members of the body, of a form or of a JSON object. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Returns the response to a request. undefined: there is nothing at the URL. */
export type Script = (request: SentRequest) => FixtureResponse | undefined;

export interface ScriptedHosts {
  /** All received requests, in order. */
  readonly requests: SentRequest[];
  close(): Promise<void>;
}

/**
 * Simulates every https host with one server on this machine. `fetch` is redirected to it until it is closed, so that
 * requests to the URLs of presets do not leave this machine.
 */
export async function startScriptedHosts(script: Script): Promise<ScriptedHosts> {
  const requests: SentRequest[] = [];
  const { origin, close } = await startTestServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const request = received(incoming, body);
    requests.push(request);
    const nothing: FixtureResponse = { status: 404, body: { error: 'nothing_here' } };
    const { status = 200, contentType = 'application/json', body: responseBody } = script(request) ?? nothing;
    response.writeHead(status, { 'content-type': contentType });
    response.end(typeof responseBody === 'string' ? responseBody : JSON.stringify(responseBody));
  });

  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const { protocol, host, pathname, search } = new URL(String(input));
    if (protocol !== 'https:') throw new TypeError(`${protocol}//A request to ${host} did not use https.`);
    return original(`${origin}/${host}${pathname}${search}`, init);
  };
  return {
    requests,
    async close() {
      globalThis.fetch = original;
      await close();
    },
  };
}

/** The first segment of the path is the requested host. */
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
