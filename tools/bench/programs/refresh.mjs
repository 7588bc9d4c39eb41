import { callbackApp } from '../../../packages/auth/dist/backend/index.js';
import { listen } from '../../../packages/auth/dist/backend/listen.js';
import { Auth } from '../../../packages/auth/dist/index.js';
import { memoryStore } from '../../../packages/auth/dist/stores/index.js';
import { oidc } from '../../../packages/providers/dist/index.js';
import { DrainingBrowser } from '../browser.mjs';
import { serveIpc } from './ipc-server.mjs';
import { variable } from './variable.mjs';

const [issuer, clientId, redirectUri] = ['ISSUER', 'CLIENT_ID', 'REDIRECT_URI'].map(variable);
const { port, hostname: host } = new URL(redirectUri);
const store = memoryStore();
const auth = new Auth({
  extension: { id: 'ddext-oauth/bench', title: 'Bench', strategy: 'backend-callback', port: Number(port) },
  providers: [{ id: 'oidc', preset: oidc, issuer, clientId, exposeAccessToken: true }],
  store,
  read: () => undefined,
  insecureLoopbackIssuer: true,
});
await listen(callbackApp(auth), { host, port: Number(port) });

const browser = new DrainingBrowser();
await browser.get(await browser.follow((await auth.signIn('oidc')).url, redirectUri));
const [{ id }] = await store.list();
const tokenEndpoint = await discoverTokenEndpoint();

serveIpc({ pairs, together });

/**
 * Milliseconds of a refresh by Auth and of a bare token request, which alternate along one chain of tokens.
 *
 * @param {number} count
 */
async function pairs(count) {
  /** @type {{ours: number[], bare: number[]}} */
  const times = { ours: [], bare: [] };
  for (let round = 0; round < count; round++) {
    await expire();
    times.ours.push(await timed(() => auth.accessToken(id)));
    times.bare.push(await timed(bareRefresh));
  }
  return times;
}

/**
 * Milliseconds until each of the concurrent callers has a token, and how many different tokens they have.
 *
 * @param {number} callers
 */
async function together(callers) {
  await expire();
  const started = performance.now();
  const tokens = await Promise.all(Array.from({ length: callers }, () => auth.accessToken(id)));
  const milliseconds = performance.now() - started;
  return { milliseconds, different: new Set(tokens.map(({ accessToken }) => accessToken)).size };
}

async function expire() {
  await store.put({ ...(await signedIn()), expiresAt: Date.now() - 1 });
}

async function signedIn() {
  const account = await store.get(id);
  if (account?.kind !== 'person') throw new Error('The account is missing.');
  return account;
}

async function bareRefresh() {
  const account = await signedIn();
  if (!account.refreshToken) throw new Error('The account has no refresh token.');
  const form = { grant_type: 'refresh_token', refresh_token: account.refreshToken, client_id: clientId };
  const response = await fetch(tokenEndpoint, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: accessToken, refresh_token: refreshToken } = await response.json();
  if (!refreshToken) throw new Error(`A bare refresh returned HTTP ${response.status}.`);
  await store.put({ ...account, accessToken, refreshToken });
}

async function discoverTokenEndpoint() {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  return (await response.json()).token_endpoint;
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
