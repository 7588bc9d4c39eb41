import { generateSealKey } from '../../stores/seal-key.ts';
import { OWN_CONNECTION } from '../browsers/browser.ts';

/** Sends JSON to a path of the socket API, and returns the text of the response. */
export type SendJson = (path: string, body: object) => Promise<string>;

/** Returns the token of the backend's current run, as the page gets it. */
export async function unlock(send: SendJson, keys: readonly string[] = [generateSealKey()]): Promise<string> {
  return JSON.parse(await send('/auth/unlock', { keys })).value.callerToken;
}

/** Calls the socket API as the extension's page does: unlocks the backend first, and authenticates each call with the token. */
export function pageCalls(send: SendJson, keys?: readonly string[]): SendJson {
  let token: Promise<string> | undefined;
  return async (path, data) => {
    token ??= unlock(send, keys);
    return send(path, { callerToken: await token, data });
  };
}

/** Sends JSON to a TCP port. */
export function sendTo(origin: string): SendJson {
  return async (path, body) => {
    const headers = { 'content-type': 'application/json', ...OWN_CONNECTION };
    const response = await fetch(new URL(path, origin), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return response.text();
  };
}
