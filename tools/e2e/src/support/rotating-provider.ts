import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An authorization server that rotates refresh tokens and revokes a sign-in on token reuse (RFC 9700 section 4.14.2). */
export interface RotatingProvider {
  readonly origin: string;
  /** Refresh tokens that were sent after they were already used. */
  readonly reused: readonly string[];
  /** Number of successful refresh token exchanges. */
  readonly renewals: number;
  /** Makes the API reject every access token that was issued so far. */
  rejectAccessTokens(): void;
  close(): Promise<void>;
}

interface Family {
  current: string;
  ended: boolean;
}

/** @param pages returns the body for every other GET request */
export async function startRotatingProvider(
  pages: (path: string) => Promise<{ readonly type: string; readonly body: string } | undefined>,
): Promise<RotatingProvider> {
  const families = new Map<string, Family>();
  const good = new Set<string>();
  const reused: string[] = [];
  let issued = 0;
  let renewals = 0;

  const issue = (family: Family): object => {
    issued += 1;
    family.current = `refresh-${issued}`;
    families.set(family.current, family);
    good.add(`access-${issued}`);
    return {
      access_token: `access-${issued}`,
      token_type: 'bearer',
      expires_in: 3600,
      refresh_token: family.current,
    };
  };

  const token = (form: URLSearchParams): readonly [number, object] => {
    if (form.get('grant_type') === 'authorization_code') return [200, issue({ current: '', ended: false })];
    const sent = form.get('refresh_token') ?? '';
    const family = families.get(sent);
    if (!family || family.ended || family.current !== sent) {
      reused.push(sent);
      if (family) family.ended = true;
      return [400, { error: 'invalid_grant' }];
    }
    renewals += 1;
    return [200, issue(family)];
  };

  const answer = async (request: IncomingMessage): Promise<readonly [number, object | string, string?]> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (pathname === '/token') return token(new URLSearchParams(await textOf(request)));
    if (pathname === '/user') return [200, { id: 'ada', name: 'Ada Lovelace' }];
    if (pathname === '/api') return [good.has(bearer) ? 200 : 401, {}];
    const page = await pages(pathname);
    return page ? [200, page.body, page.type] : [404, {}];
  };

  // Only clients close idle connections: one that the server closes could be in use by a client on a busy machine.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    answer(request).then(
      ([status, body, type = 'application/json']) => send(response, status, body, type),
      (error) => send(response, 500, { error: String(error) }, 'application/json'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reused,
    get renewals() {
      return renewals;
    },
    rejectAccessTokens: () => good.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, body: object | string, type: string): void {
  response.writeHead(status, { 'content-type': type });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
