import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ok: true, value: Record<string, string>} | {ok: false, error: {code: string, message: string}}} Answer */

/** @param {string | {host: string, port: number}} address the path of a socket, or TCP */
export async function waitUntilItAccepts(address, giveUpAfter = 30_000) {
  const end = performance.now() + giveUpAfter;
  while (!(await accepts(address))) {
    if (performance.now() > end) throw new Error(`Could not reach ${JSON.stringify(address)}.`);
    await pause(1);
  }
}

/** @param {string | {host: string, port: number}} address */
function accepts(address) {
  return new Promise((resolve) => {
    const socket = connect(typeof address === 'string' ? { path: address } : address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Sends one request over a Unix socket, as a proxy does.
 *
 * @param {string} socketPath
 * @param {string} method
 * @param {string} path
 * @param {object} [body] sent as JSON
 * @param {import('node:http').Agent | false} [agent] default: a separate connection
 * @returns {Promise<Answer>}
 */
export function ask(socketPath, method, path, body, agent = false) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request({ socketPath, method, path, headers, agent }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve(JSON.parse(text));
    });
    sent.once('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

/** The tokens of backends that were unlocked, by socket. @type {Map<string, Promise<string>>} */
const tokens = new Map();

/**
 * Sends one call of the extension's page, which unlocks the backend before its first call.
 *
 * @param {string} socketPath
 * @param {string} path
 * @param {object} [data]
 * @param {import('node:http').Agent | false} [agent] default: a separate connection
 * @returns {Promise<Answer>}
 */
export async function askAsPage(socketPath, path, data = {}, agent = false) {
  const token = tokens.get(socketPath) ?? unlock(socketPath);
  tokens.set(socketPath, token);
  return ask(socketPath, 'POST', path, { callerToken: await token, data }, agent);
}

/** @param {string} socketPath */
async function unlock(socketPath) {
  const keys = [randomBytes(32).toString('base64url')];
  const answer = await ask(socketPath, 'POST', '/auth/unlock', { keys });
  if (!answer.ok) throw new Error(`The backend was not unlocked: ${answer.error.message}`);
  return answer.value.callerToken;
}
