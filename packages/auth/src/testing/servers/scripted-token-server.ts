import type { Endpoints } from '@ddext-oauth/providers';
import { startTestServer } from './test-server.ts';

/** A response of the token endpoint. `break` closes the connection. */
export type ScriptedTokenResponse =
  | { readonly status: number; readonly body: object; readonly headers?: Readonly<Record<string, string>> }
  | 'break';

export interface ScriptedTokenServer {
  readonly endpoints: Endpoints;
  /** The number of token requests. */
  polls(): number;
  close(): Promise<void>;
}

/** Starts an authorization server with a list of token responses. Every user is Ada. */
export async function startScriptedTokenServer(
  answers: readonly ScriptedTokenResponse[],
  deviceAuthorization: object,
): Promise<ScriptedTokenServer> {
  const script = [...answers];
  let polls = 0;
  const { origin, close } = await startTestServer((request, response) => {
    const send = (status: number, body: object, headers: Readonly<Record<string, string>> = {}) => {
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    };
    if (request.url === '/device') return send(200, deviceAuthorization);
    if (request.url === '/user') return send(200, { sub: 'ada', name: 'Ada Lovelace' });
    polls += 1;
    const answer = script.shift();
    if (answer === undefined) return send(500, {});
    if (answer === 'break') return void request.socket.destroy();
    send(answer.status, answer.body, answer.headers);
  });
  return {
    endpoints: {
      authorization: `${origin}/authorize`,
      token: `${origin}/token`,
      userInfo: `${origin}/user`,
      deviceAuthorization: `${origin}/device`,
    },
    polls: () => polls,
    close,
  };
}
