import { request } from 'node:http';
import type { DdClient } from '../../ui/dd-client.ts';

/** The part of Docker's client that this package uses, over the extension's real socket. */
export function ddClientOver(socketPath: string, opened: string[] = []): DdClient {
  const post = (path: string, data: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const sent = request({ socketPath, method: 'POST', path, headers, agent: false }, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve(JSON.parse(text));
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(data));
    });
  return {
    extension: { vm: { service: { post } } },
    host: { openExternal: (url) => void opened.push(url) },
  };
}
