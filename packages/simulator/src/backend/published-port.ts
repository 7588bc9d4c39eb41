import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { text } from 'node:stream/consumers';
import { rewriteLinks } from '../desktop-links/rewrite.ts';
import { messageOf } from '../errors.ts';
import { createBrowserServer } from '../http/browser-server.ts';
import { closerOf, loopback } from '../http/listen.ts';
import { listenOrExplain } from '../http/listen-or-explain.ts';
import { sendReturnedPage } from '../http/returned-page.ts';

/** Receives the callbacks of a connection test, which are not for the backend. */
export interface CallbackInterceptor {
  /** Whether a connection test waits for a callback. */
  readonly isWaitingForCallback: boolean;
  /** @returns whether the request was the callback that the connection test waits for */
  takeCallbackRequest(request: IncomingMessage): Promise<boolean>;
}

export interface PublishedPort {
  readonly port: number;
  /** The unix socket on which the backend receives forwarded requests. */
  readonly callbackSocket: string;
  readonly dashboardUrl: string;
  readonly callbacks: CallbackInterceptor;
  readonly log: (line: string) => void;
}

function isPage(answer: IncomingMessage): boolean {
  return answer.statusCode === 200 && /^text\/html\b/i.test(answer.headers['content-type'] ?? '');
}

async function sendPage(answer: IncomingMessage, response: ServerResponse, dashboardUrl: string) {
  const page = Buffer.from(rewriteLinks(await text(answer), dashboardUrl));
  const { 'transfer-encoding': _, ...headers } = answer.headers;
  response.writeHead(200, { ...headers, 'content-length': page.byteLength }).end(page);
}

function forward(published: PublishedPort, incoming: IncomingMessage, response: ServerResponse): void {
  const { callbackSocket, dashboardUrl, log } = published;
  // A compressed page could not be rewritten.
  const { 'accept-encoding': _, ...headers } = incoming.headers;
  const outgoing = request({
    socketPath: callbackSocket,
    method: incoming.method,
    path: incoming.url,
    headers,
    setHost: false,
    // A shared connection could be one that the backend closes at this moment.
    agent: false,
  });
  const fail = () => {
    if (response.headersSent) return void response.destroy();
    response
      .writeHead(502, { 'content-type': 'text/plain; charset=utf-8' })
      .end('Could not reach the backend. The terminal and the simulated dashboard show why.\n');
  };
  outgoing.on('error', fail);
  response.on('close', () => outgoing.destroy());
  outgoing.on('response', (answer) => {
    if (answer.headers.location?.startsWith('docker-desktop:')) {
      log(
        'The backend redirected to docker-desktop: by a Location header. A provider whose sign-in page sends ' +
          'CSP form-action makes browsers block that: return a page that opens the link instead.',
      );
    }
    if (isPage(answer)) return void sendPage(answer, response, dashboardUrl).catch(fail);
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    pipeline(answer, response, () => {});
  });
  pipeline(incoming, outgoing, () => {});
}

/** A callback of a connection test is not forwarded. */
async function answer(published: PublishedPort, incoming: IncomingMessage, response: ServerResponse) {
  const { callbacks, dashboardUrl } = published;
  if (await callbacks.takeCallbackRequest(incoming))
    sendReturnedPage(response, 'dashboard', `${dashboardUrl}#connection-test`);
  else forward(published, incoming, response);
}

/**
 * Simulates Docker's published port: listens on 127.0.0.1 and forwards each request to the backend's socket, with
 * the Host header unchanged. The backend reports headers that are too large for it.
 *
 * @returns a function that closes the server
 * @throws SimulatorError `port-unavailable`, with the message of Docker Desktop
 */
export async function publishPort(published: PublishedPort): Promise<() => Promise<void>> {
  const server = createBrowserServer((incoming, response) => {
    if (!published.callbacks.isWaitingForCallback) return forward(published, incoming, response);
    answer(published, incoming, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`${messageOf(error)}\n`);
    });
  });
  const close = closerOf(server);
  await listenOrExplain(
    server,
    published.port,
    (holder) =>
      `Ports are not available: ${loopback}:${published.port} is in use by ${holder}. Stop that program, ` +
      'or choose another port in compose.yaml (and in the redirect URI registered at the provider).',
  );
  return close;
}
