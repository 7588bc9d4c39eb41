import type { IncomingMessage } from 'node:http';
import { createBrowserServer } from '../../http/browser-server.ts';
import { closerOf, listen } from '../../http/listen.ts';

/**
 * A server of another program on this machine: another port of 127.0.0.1, and another site by the name localhost.
 */
export interface ForeignSite {
  readonly samesite: string;
  readonly crosssite: string;
  /** Every received request. */
  readonly visits: { readonly url: string | undefined; readonly headers: IncomingMessage['headers'] }[];
  /** Sets the response for a path. A string that begins with a scheme is a redirect. */
  answer(path: string, content: string): void;
  close(): Promise<void>;
}

export async function serveForeignSite(): Promise<ForeignSite> {
  const pages = new Map<string, string>();
  const visits: ForeignSite['visits'] = [];
  const server = createBrowserServer((request, response) => {
    visits.push({ url: request.url, headers: request.headers });
    const content = pages.get(request.url?.split('?')[0] ?? '') ?? '';
    if (/^\w+:\/\//.test(content)) response.writeHead(302, { location: content }).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(content);
  });
  const close = closerOf(server);
  const port = await listen(server, 0);
  return {
    samesite: `http://127.0.0.1:${port}`,
    crosssite: `http://localhost:${port}`,
    visits,
    answer: (path, content) => void pages.set(path, content),
    close,
  };
}
