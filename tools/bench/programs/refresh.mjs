import { callbackApp } from '../../../packages/auth/dist/backend/index.js';
import { listen } from '../../../packages/auth/dist/backend/listen.js';
import { Auth } from '../../../packages/auth/dist/index.js';
import { memoryStore } from '../../../packages/auth/dist/stores/index.js';
import { oidc } from '../../../packages/providers/dist/index.js';
import { DrainingBrowser } from '../browser.mjs';
import { answer } from './answer.mjs';

const { ISSUER: issuer, CLIENT_ID: clientId, REDIRECT_URI: redirectUri } = process.env;
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

answer({ pairs, together });

/** Milliseconds of a refresh by us and of the least that could be sent instead, in turn along one chain of tokens. */
async function pairs(count) {
  const times = { ours: [], bare: [] };
  for (let round = 0; round < count; round++) {
    await expire();
    times.ours.push(await timed(() => auth.accessToken(id)));
    times.bare.push(await timed(bareRefresh));
  }
  return times;
}

/** Milliseconds until every one of so many callers, who ask at the same time, has a token; and how many tokens. */
async function together(callers) {
  await expire();
  let tokens;
  const milliseconds = await timed(async () => {
    tokens = await Promise.all(Array.from({ length: callers }, () => auth.accessToken(id)));
  });
  return { milliseconds, different: new Set(tokens.map(({ accessToken }) => accessToken)).size };
}

async function expire() {
  await store.put({ ...(await store.get(id)), expiresAt: Date.now() - 1 });
}

async function bareRefresh() {
  const account = await store.get(id);
  const form = { grant_type: 'refresh_token', refresh_token: account.refreshToken, client_id: clientId };
  const response = await fetch(tokenEndpoint, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: accessToken, refresh_token: refreshToken } = await response.json();
  if (!refreshToken) throw new Error(`A bare refresh was answered with ${response.status}.`);
  await store.put({ ...account, accessToken, refreshToken });
}

async function discoverTokenEndpoint() {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  return (await response.json()).token_endpoint;
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
