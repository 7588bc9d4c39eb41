import { randomBytes } from 'node:crypto';
import express from 'express';
import { socketApi } from '../../../packages/auth/dist/backend/index.js';
import { listen } from '../../../packages/auth/dist/backend/listen.js';
import { Auth } from '../../../packages/auth/dist/index.js';
import { generateSealKey, memoryStore, sealedFileStore } from '../../../packages/auth/dist/stores/index.js';
import { oidc } from '../../../packages/providers/dist/index.js';
import { answer } from './answer.mjs';

const { STORE, DDEXT_DATA: directory, DDEXT_SOCKET: path, ACCOUNTS } = process.env;
const store = STORE === 'memory' ? memoryStore() : sealedFileStore({ directory, key: generateSealKey() });
const auth = new Auth({
  extension: { id: 'ddext-oauth/bench', title: 'Bench', strategy: 'backend-callback', port: 1 },
  providers: [
    { id: 'bench', preset: oidc, issuer: 'https://x.invalid', clientId: 'x', exposeAccessToken: true },
  ],
  store,
  read: () => undefined,
});

for (let index = 0; index < Number(ACCOUNTS); index++) await store.put(account(index));
await listen(express().use('/auth', socketApi(auth)), { path });

answer({
  /** Milliseconds of one put of an account that is there already, as a refresh does it. */
  put: async () => {
    const renewed = account(0);
    const started = performance.now();
    await store.put(renewed);
    return performance.now() - started;
  },
});

/** With tokens as long as signed JWTs with a dozen claims are. */
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
