import type { IncomingMessage } from 'node:http';
import { startTestServer, type TestServer } from './test-server.ts';

export interface ApiServer extends TestServer {
  /** The received requests, in order. */
  readonly requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  /** Access tokens that receive status 401 from now on. */
  readonly revoked: Set<string>;
}

/**
 * Starts a provider's API. It accepts any bearer token that was not revoked, and returns the request's body, or a fixed
 * response.
 */
export async function startApiServer(answer?: {
  status: number;
  headers: Record<string, string>;
  body?: string;
}): Promise<ApiServer> {
  const requests: ApiServer['requests'] = [];
  const revoked = new Set<string>();
  const server = await startTestServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const token = request.headers.authorization?.replace(/^Bearer /i, '') ?? '';
    if (revoked.has(token)) {
      response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end();
      return;
    }
    response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json', ...answer?.headers });
    response.end(answer?.body ?? JSON.stringify({ received: body }));
  });
  return { ...server, requests, revoked };
}
