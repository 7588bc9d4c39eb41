import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fillIn } from '../../parameter.ts';
import { keyHeaderOf } from '../key-header-of.ts';
import type { KeyMethod } from '../key-method.ts';
import type { KeyVerdict, VerificationResponse } from '../key-verdict.ts';
import { verdictOf } from '../verdict-of.ts';
import type { Answer } from './fixture.ts';

/** What the API received. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A key, and its user name for the kind `basic`. */
export interface Credential {
  readonly key: string;
  readonly userName?: string;
}

/** A server that gives the answer of a provider to a real verification request. */
export interface ScriptedApi {
  /** @param answer `no-response` closes the connection */
  readonly verify: (
    method: KeyMethod,
    credential: Credential,
    answer: Answer | 'no-response',
  ) => Promise<{ readonly verdict: KeyVerdict; readonly received: readonly Received[] }>;
  readonly close: () => Promise<void>;
}

/** Listens on a free port of 127.0.0.1. Requests come one at a time. */
export async function startScriptedApi(): Promise<ScriptedApi> {
  let answer: Answer | 'no-response' = 'no-response';
  let received: Received[] = [];
  // Only clients close idle connections: one that the server closes could be in use by a client on a busy machine.
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const { method = '', url = '', headers } = request;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    received.push({ method, url, headers, body: Buffer.concat(parts).toString() });
    if (answer === 'no-response') return request.socket.destroy();
    const isText = typeof answer.body === 'string';
    const type = isText ? 'text/plain' : 'application/json';
    response.writeHead(answer.status, { 'content-type': type, ...answer.headers });
    return response.end(isText ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    verify: async (method, credential, next) => {
      [answer, received] = [next, []];
      const response = await request(origin, method, credential);
      return { verdict: verdictOf(method, response), received };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As an extension does it, except that the API is at another origin. */
async function request(
  origin: string,
  method: KeyMethod,
  { key, userName }: Credential,
): Promise<VerificationResponse> {
  const { verification } = method;
  if (!verification) throw new Error(`No request is known that proves a key of ${method.name}.`);
  const { pathname, search } = verificationUrlOf(method);
  const { name, value } = keyHeaderOf(method, key, userName);
  const { method: verb = 'GET', headers, body } = verification.request ?? {};
  try {
    const response = await fetch(`${origin}${pathname}${search}`, {
      method: verb,
      headers: { ...headers, [name]: value },
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const received = Object.fromEntries(response.headers);
    return { status: response.status, headers: received, body: await response.text() };
  } catch (error) {
    return { failure: codeOf(error) };
  }
}

/** With the examples of the parameters. */
export function verificationUrlOf({ verification, parameters = [] }: KeyMethod): URL {
  const examples = Object.fromEntries(parameters.map(({ name, example }) => [name, example]));
  return new URL(fillIn(verification?.url ?? '', examples));
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return String((cause as { code?: unknown } | undefined)?.code ?? (error as Error).name);
}
