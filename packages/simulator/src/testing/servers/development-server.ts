import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createBrowserServer } from '../../http/browser-server.ts';
import { closerOf, listen } from '../../http/listen.ts';

/** A request that the server received. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface DevelopmentServer {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** Starts a server that records requests. It opens each web socket, and sends back what it receives there. */
export async function startDevelopmentServer(
  respond: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<DevelopmentServer> {
  const received: Received[] = [];
  const server = createBrowserServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: await text(request) });
    respond(request, response);
  });
  server.on('upgrade', (request, socket) => {
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: '' });
    socket.on('error', () => socket.destroy());
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSet-Cookie: a=b\r\nSec-WebSocket-Accept: x\r\n\r\n',
    );
    socket.pipe(socket);
  });
  const close = closerOf(server);
  const port = await listen(server, 0);
  return { url: `http://127.0.0.1:${port}`, received, close };
}
