import { randomBytes } from 'node:crypto';
import { ask, waitUntilItAccepts } from './sockets.mjs';

/** Starts an identity provider at which the extension is registered. */
export async function startProvider(workshop, { bundles, redirectUri }, name) {
  const { ask: askProvider, end } = workshop.startTalking(bundles[name], { REDIRECT_URI: redirectUri });
  const [issuer, clientId] = [await askProvider('issuer'), await askProvider('clientId')];
  return { ask: askProvider, issuer, clientId, end };
}

/** Starts the generated backend with its sealed store in a folder of its own, registered at a provider. */
export async function startBackend(workshop, { bundles, origin }, { issuer, clientId }) {
  const socket = workshop.path('.sock');
  const { ask: askBackend, end } = workshop.startTalking(bundles.generated, {
    NODE_ENV: 'production',
    DDEXT_SOCKET: socket,
    DDEXT_CALLBACK_ADDRESS: origin,
    DDEXT_DATA: workshop.path(),
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

/** Starts bare Express with one app. */
export async function startBare(workshop, { bundles }) {
  const socket = workshop.path('.sock');
  const env = { NODE_ENV: 'production', DDEXT_SOCKET: socket };
  const { ask: askBare, end } = workshop.startTalking(bundles['bare-one-app'], env);
  await waitUntilItAccepts(socket);
  return { ask: askBare, socket, end };
}

/** One sign-in, as the UI and a fresh browser go through it, until the UI knows. */
export async function signIn(socket, { redirectUri, DrainingBrowser }) {
  const started = await ask(socket, 'POST', '/auth/sign-in', { provider: 'oidc' });
  if (!started.ok) throw new Error(`No sign-in began: ${started.error.message}`);
  const browser = new DrainingBrowser();
  const page = await browser.get(await browser.follow(started.value.url, redirectUri));
  const { value } = await ask(socket, 'GET', `/auth/attempts/${started.value.attempt}`);
  if (value.status !== 'signed-in')
    throw new Error(`A sign-in ended as ${value.status}: ${await page.text()}`);
}

/** Does something so many times, a few at a time. */
export async function repeat(times, atOnce, work) {
  let left = times;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
