import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';

/** Requests a web socket. @returns 101 if it opened, or the status of the rejection */
export async function upgradeStatus(
  url: string,
  protocol: string,
  headers: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  const asked = request(url, {
    agent: false,
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.from('0123456789abcdef').toString('base64'),
      'sec-websocket-protocol': protocol,
      ...headers,
    },
  }).end();
  const opened = once(asked, 'upgrade') as Promise<[IncomingMessage, Socket]>;
  const refused = once(asked, 'response') as Promise<[IncomingMessage]>;
  const [answer] = await Promise.race([opened, refused]);
  answer.socket.destroy();
  return answer.statusCode;
}
