import { randomBytes } from 'node:crypto';
import { askAsPage, waitUntilItAccepts } from './sockets.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./subjects.mjs').makeSubjects>>} Subjects */

/**
 * Starts an identity provider and registers the extension there.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @param {string} name of a bundle
 */
export async function startProvider(sandbox, { bundles, redirectUri }, name) {
  const { ask: askProvider, end } = sandbox.startWithIpc(bundles[name], { REDIRECT_URI: redirectUri });
  const [issuer, clientId] = [await askProvider('issuer'), await askProvider('clientId')];
  return { ask: askProvider, issuer, clientId, end };
}

/**
 * Starts the generated backend with its sealed store in a separate folder, registered at a provider.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @param {{issuer: string, clientId: string}} provider
 */
export async function startBackend(sandbox, { bundles, origin }, { issuer, clientId }) {
  const socket = sandbox.path('.sock');
  const { ask: askBackend, end } = sandbox.startWithIpc(bundles.generated, {
    NODE_ENV: 'production',
    DDEXT_SOCKET: socket,
    DDEXT_CALLBACK_ADDRESS: origin,
    DDEXT_DATA: sandbox.path(),
    DDEXT_SEAL_KEY: randomBytes(32).toString('base64url'),
    DDEXT_INSECURE_LOOPBACK_ISSUER: '1',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
  });
  const [host, port] = origin.split(':');
  await waitUntilItAccepts(socket);
  await waitUntilItAccepts({ host, port: Number(port) });
  return { ask: askBackend, socket, end };
}

/**
 * Starts bare Express with one app.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 */
export async function startBare(sandbox, { bundles }) {
  const socket = sandbox.path('.sock');
  const env = { NODE_ENV: 'production', DDEXT_SOCKET: socket };
  const { ask: askBare, end } = sandbox.startWithIpc(bundles['bare-one-app'], env);
  await waitUntilItAccepts(socket);
  return { ask: askBare, socket, end };
}

/**
 * Performs one sign-in as the UI and a new browser do, until the UI has the result.
 *
 * @param {string} socket
 * @param {Subjects} subjects
 */
export async function signIn(socket, { redirectUri, DrainingBrowser }) {
  const started = await askAsPage(socket, '/auth/sign-in', { provider: 'oidc' });
  if (!started.ok) throw new Error(`The sign-in did not start: ${started.error.message}`);
  const browser = new DrainingBrowser();
  const page = await browser.get(await browser.follow(started.value.url, redirectUri));
  const outcome = await askAsPage(socket, `/auth/attempts/${started.value.attempt}`);
  const status = outcome.ok ? outcome.value.status : outcome.error.message;
  if (status !== 'signed-in') throw new Error(`A sign-in ended as ${status}: ${await page.text()}`);
}

/**
 * Repeats work with limited concurrency.
 *
 * @param {number} times
 * @param {number} atOnce
 * @param {() => Promise<unknown>} work
 */
export async function repeat(times, atOnce, work) {
  let left = times;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
