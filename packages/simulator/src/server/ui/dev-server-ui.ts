import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream';
import type { Request, RequestHandler, Response } from 'express';
import { messageOf } from '../../errors.ts';
import { html } from '../../http/html.ts';
import { sendPlainPage } from '../../http/plain-page.ts';
import { redirectLocation, requestHeaders, responseHeaders } from './dev-server-headers.ts';
import { lookupLoopback } from './dev-server-url.ts';
import { isPageRequest } from './page-request.ts';
import type { ServedUi, UiOptions } from './ui.ts';

/** Bytes of a page, which is kept in memory. */
const longestPage = 16 * 1024 * 1024;

interface DevServer extends UiOptions {
  readonly url: URL;
  readonly remote: boolean;
}

/** Sends a request to the development server only, whatever its path says. */
function askServer(
  { url, remote }: DevServer,
  method: string | undefined,
  path: string,
  headers: object,
): ClientRequest {
  const ask = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const { hostname, port, protocol } = url;
  return ask({
    ...{ protocol, method, path, headers: { ...headers } },
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: port || undefined,
    // A server that restarts closes its connections.
    agent: false,
    ...(remote ? {} : { lookup: lookupLoopback }),
  });
}

function sendUnreachable(response: Response, { url, dashboard }: DevServer, error: unknown): void {
  const title = 'Could not reach the development server';
  sendPlainPage(response, 502, {
    title,
    head: html`<meta http-equiv="refresh" content="2">
`,
    body: html`<h1>${title}</h1><p>${url.href} (${messageOf(error)}). Start it. This page reloads.</p>`,
    framedBy: dashboard,
  });
}

async function readPage(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestPage) throw new Error(`The page has more than ${longestPage} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isHtml({ headers }: IncomingMessage): boolean {
  return /^text\/html\b/i.test(headers['content-type'] ?? '') && headers['content-encoding'] === undefined;
}

async function passOn(server: DevServer, request: Request, answer: IncomingMessage, response: Response) {
  response.status(answer.statusCode ?? 502);
  for (const [name, value] of Object.entries(responseHeaders(answer.headers)))
    response.set(name, String(value));
  const { location } = answer.headers;
  if (location !== undefined) response.set('Location', redirectLocation(location, server.url));
  if (!isPageRequest(request) || !isHtml(answer)) return void pipeline(answer, response, () => {});
  const page = server.inject(await readPage(answer));
  response.removeHeader('Content-Length');
  response.removeHeader('ETag');
  response.end(page);
}

function forward(server: DevServer): RequestHandler {
  const { pathname } = server.url;
  return (request, response) => {
    // An absolute URL here would be a request to a proxy. The paths of the simulator are never those of the server.
    if (!/^\/(?!__simulator(?:\/|$))/.test(request.originalUrl)) return void response.status(404).end();
    const isStart = request.path === '/' && isPageRequest(request);
    if (isStart && pathname !== '/') {
      const { search } = new URL(request.originalUrl, server.url);
      return response.redirect(pathname + search);
    }
    const outgoing = askServer(
      server,
      request.method,
      request.originalUrl,
      requestHeaders(request.headers, server.url),
    );
    const fail = (error: unknown) => {
      // A response that has begun cannot become an error page.
      if (response.headersSent) response.destroy();
      else sendUnreachable(response, server, error);
    };
    outgoing.on('error', fail).on('response', (answer) => {
      passOn(server, request, answer, response).catch(fail);
    });
    response.on('close', () => outgoing.destroy());
    pipeline(request, outgoing, () => {});
  };
}

/** Writes a status line and headers, as the server sent them. */
function upgradeResponse({ statusCode = 101, statusMessage = '', rawHeaders }: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (/^(?:connection|upgrade|sec-websocket-[\w-]+)$/i.test(name)) lines.push(`${name}: ${value}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Connects a web socket of the page, such as that of hot reload, with the development server. */
function forwardUpgrade(server: DevServer, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { url = '/', headers, method } = request;
  const { upgrade } = headers;
  const outgoing = askServer(server, method, url.startsWith('/') ? url : '/', {
    ...requestHeaders(headers, server.url),
    connection: 'Upgrade',
    upgrade,
  });
  outgoing.on('upgrade', (answer, inside, first) => {
    socket.write(upgradeResponse(answer));
    if (first.length > 0) socket.write(first);
    if (head.length > 0) inside.write(head);
    pipeline(inside, socket, () => {});
    pipeline(socket, inside, () => {});
  });
  outgoing.on('response', () => socket.destroy()).on('error', () => socket.destroy());
  socket.on('close', () => outgoing.destroy());
  outgoing.end();
}

/**
 * Serves the UI of a development server, such as that of create-react-app, Vite, Angular or webpack. Its pages get the ddClient. Its
 * responses are those of a program that the simulator does not know: the headers that the browser receives are listed here.
 */
export function serveDevServer(url: URL, remote: boolean, options: UiOptions): ServedUi {
  const server: DevServer = { ...options, url, remote };
  options.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    forwardUpgrade(server, request, socket, head),
  );
  return { handler: forward(server), close: async () => {} };
}
