import { randomBytes } from 'node:crypto';
import express from 'express';
import { socketApi } from '../../../packages/auth/dist/backend/index.js';
import { listen } from '../../../packages/auth/dist/backend/listen.js';
import { Auth } from '../../../packages/auth/dist/index.js';
import { generateSealKey, memoryStore, sealedFileStore } from '../../../packages/auth/dist/stores/index.js';
import { oidc } from '../../../packages/providers/dist/index.js';
import { serveIpc } from './ipc-server.mjs';
import { variable } from './variable.mjs';

const path = variable('DDEXT_SOCKET');
const store =
  variable('STORE') === 'memory'
    ? memoryStore()
    : sealedFileStore({ directory: variable('DDEXT_DATA'), key: generateSealKey() });
const auth = new Auth({
  extension: { id: 'ddext-oauth/bench', title: 'Bench', strategy: 'backend-callback', port: 1 },
  providers: [
    { id: 'bench', preset: oidc, issuer: 'https://x.invalid', clientId: 'x', exposeAccessToken: true },
  ],
  store,
  read: () => undefined,
});

for (let index = 0; index < Number(variable('ACCOUNTS')); index++) await store.put(account(index));
await listen(express().use(socketApi(auth)), { path });

serveIpc({
  /** Milliseconds of one put of an existing account, as in a refresh. */
  put: async () => {
    const renewed = account(0);
    const started = performance.now();
    await store.put(renewed);
    return performance.now() - started;
  },
});

/**
 * An account with tokens of the length of signed JWTs with a dozen claims.
 *
 * @param {number} index
 * @returns {import('../../../packages/auth/dist/stores/index.js').StoredAccount}
 */
function account(index) {
  const now = Date.now();
  return {
    id: `bench:${index}`,
    providerId: 'bench',
    kind: 'person',
    profile: { id: String(index), name: 'Ada Lovelace', email: 'ada@example.com' },
    scopes: ['openid', 'profile', 'email'],
    accessToken: randomBytes(750).toString('base64url'),
    refreshToken: randomBytes(32).toString('base64url'),
    idToken: randomBytes(750).toString('base64url'),
    issuedAt: now,
    expiresAt: now + 24 * 60 * 60 * 1000,
    signedInAt: now,
  };
}
