import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { closeServer, listen } from '../backend/listen.ts';
import { socketApi } from '../backend/socket-api.ts';
import { Auth } from '../session/auth.ts';
import { generateSealKey, sealedFileStore } from '../stores/index.ts';
import type { StoredAccount } from '../stores/store.ts';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { ddClientOver } from '../testing/browsers/socket-dd-client.ts';
import { createAuthClient } from './client.ts';
import type { DdClient } from './dd-client.ts';
import { createAuthStore } from './state.ts';

const ada: StoredAccount = {
  id: 'test:ada',
  providerId: 'test',
  kind: 'person',
  profile: { id: 'ada', name: 'Ada Lovelace' },
  scopes: [],
  accessToken: 'a-token',
  issuedAt: 0,
  signedInAt: 0,
};
let directory: string;
let socket: string;
let server: Server | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sealed-'));
  socket = join(directory, 'backend.sock');
});

afterEach(async () => {
  if (server) await closeServer(server);
  rmSync(directory, { recursive: true });
});

/** Starts or restarts the backend. Only the volume is kept. */
async function startBackend() {
  if (server) await closeServer(server);
  const store = sealedFileStore({ directory: join(directory, 'volume') });
  const auth = new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 },
    providers: [],
    store,
    read: () => undefined,
  });
  server = await listen(express().use(socketApi(auth)), { path: socket });
  return store;
}

/** The values that a page stores about the backend's accounts. */
const kept = ['ddext-oauth.seal-generation', 'ddext-oauth.seal-key'];

/** A page with separate localStorage. */
function openPage(before?: Map<string, string>) {
  const { kept, storage } = pageStorage(before);
  const client = createAuthClient(ddClientOver(socket), { storage });
  return { kept, storage, client, state: createAuthStore(client) };
}

const names = async ({ client }: ReturnType<typeof openPage>) =>
  (await client.session()).accounts.map(({ profile }) => profile.name);

test('the page creates a key once, unlocks the backend with it, and does so again after a restart', async () => {
  const store = await startBackend();
  expect(store.seal.locked).toBe(true);
  const page = openPage();
  expect(await names(page)).toEqual([]);
  await store.put(ada);

  await startBackend();
  expect(await names(page)).toEqual(['Ada Lovelace']);
  await startBackend();
  expect(await names(openPage(page.kept))).toEqual(['Ada Lovelace']);
  expect([...page.kept.keys()].sort()).toEqual(kept);
});

test('the key is nowhere in the volume', async () => {
  const store = await startBackend();
  const page = openPage();
  await page.client.session();
  await store.put(ada);
  const key = page.kept.get('ddext-oauth.seal-key');
  expect(key).toMatch(/^[\w-]{43}$/);
  const volume = join(directory, 'volume');
  const files = readdirSync(volume).sort();
  expect(files).toEqual(['accounts.sealed', 'owner.json']);
  for (const file of files) expect(readFileSync(join(volume, file), 'latin1')).not.toContain(key);
});

const ownedByAnother = {
  code: 'backend-owned',
  message: 'This backend belongs to another page.',
  advice: expect.stringContaining('owner.json'),
};

test('a page that has lost its key shows how to reset the owner, and changes nothing', async () => {
  const store = await startBackend();
  await openPage().client.session();
  await store.put(ada);

  await startBackend();
  const { state } = openPage();
  await state.refresh();
  expect(state.getState()).toMatchObject({ status: 'locked', problem: ownedByAnother });
  expect(readdirSync(join(directory, 'volume')).sort()).toEqual(['accounts.sealed', 'owner.json']);
});

test('a page that has lost its key owns the backend after a reset, and shows that the accounts were quarantined', async () => {
  const store = await startBackend();
  await openPage().client.session();
  await store.put(ada);

  rmSync(join(directory, 'volume', 'owner.json'));
  await startBackend();
  const { state } = openPage();
  await state.refresh();
  expect(state.getState()).toMatchObject({
    status: 'signed-out',
    notice: {
      code: 'store-quarantined',
      message: expect.stringMatching(
        /is sealed with another key; it was kept as accounts\.sealed\.another-key/,
      ),
    },
  });
  expect(readdirSync(join(directory, 'volume')).some((name) => name.includes('another-key'))).toBe(true);
});

test('changing the key seals the accounts with a new key, which the page stores', async () => {
  const store = await startBackend();
  const page = openPage();
  await page.client.session();
  await store.put(ada);
  const before = [...page.kept.values()];
  await page.client.rotateKey();
  expect([...page.kept.values()]).not.toEqual(before);
  expect([...page.kept.keys()].sort()).toEqual(kept);

  await startBackend();
  expect(await names(page)).toEqual(['Ada Lovelace']);
});

describe('a restored older copy of the accounts', () => {
  const file = () => join(directory, 'volume', 'accounts.sealed');

  /** Ada signs in, the volume is copied, she signs out, and the copy is restored. */
  async function putBack() {
    const store = await startBackend();
    const page = openPage();
    await page.client.session();
    await store.put(ada);
    expect(await names(page)).toEqual(['Ada Lovelace']);
    const copy = readFileSync(file());
    await store.delete(ada.id);
    expect(await names(page)).toEqual([]);
    writeFileSync(file(), copy);
    return { page, store };
  }
  const told = {
    code: 'store-quarantined',
    message: expect.stringMatching(/is an older copy .* kept as accounts\.sealed\.rolled-back\.1/),
  };

  test('signs in no user when the backend restarts, and is reported to the page', async () => {
    const { page } = await putBack();
    await startBackend();
    expect(await page.client.session()).toMatchObject({ accounts: [], notice: told });
    expect(readdirSync(join(directory, 'volume'))).toContain('accounts.sealed.rolled-back.1');
  });

  test('signs in no user while the backend runs, and is reported to the page', async () => {
    const { page } = await putBack();
    expect(await page.client.session()).toMatchObject({ accounts: [], notice: told });
  });

  test('is detected by another window of the same page', async () => {
    const { page } = await putBack();
    await startBackend();
    expect(await openPage(page.kept).client.session()).toMatchObject({ accounts: [], notice: told });
  });

  test('is not detected by a page that lost only the write number, or never received it', async () => {
    const { page } = await putBack();
    page.kept.delete('ddext-oauth.seal-generation');
    await startBackend();
    expect(await names(page)).toEqual(['Ada Lovelace']);
  });

  test.each(['', 'many', '-1', '1.5', '1e400', 'NaN', '9'.repeat(30)])(
    'a page with the stored write number %j still opens the accounts',
    async (spoiled) => {
      const store = await startBackend();
      const page = openPage();
      await page.client.session();
      await store.put(ada);
      await startBackend();
      page.kept.set('ddext-oauth.seal-generation', spoiled);
      expect(await names(page)).toEqual(['Ada Lovelace']);
    },
  );

  test('is not shown to a page that lost its key and write number, because it does not own the backend', async () => {
    await putBack();
    await startBackend();
    await expect(openPage().client.session()).rejects.toMatchObject({ problem: ownedByAnother });
  });
});

test('a page whose storage is full still receives its responses, and stores no write number', async () => {
  const store = await startBackend();
  const { kept, storage } = pageStorage();
  const full = (name: string, value: string) => {
    if (name === 'ddext-oauth.seal-generation') throw new DOMException('full', 'QuotaExceededError');
    storage.setItem(name, value);
  };
  const client = createAuthClient(ddClientOver(socket), { storage: { ...storage, setItem: full } });
  await client.session();
  await store.put(ada);
  expect((await client.session()).accounts).toHaveLength(1);
  expect([...kept.keys()]).toEqual(['ddext-oauth.seal-key']);
});

test('concurrent calls on locked accounts create one key', async () => {
  await startBackend();
  const page = openPage();
  await Promise.all(Array.from({ length: 20 }, () => page.client.session()));
  const store = await startBackend();
  await Promise.all(Array.from({ length: 20 }, () => page.client.session()));
  expect(store.seal.lastQuarantined).toBeUndefined();
});

test.each([
  ['before the backend accepted the new key', false],
  ['after the backend accepted the new key', true],
])('a change of key that was interrupted %s loses nothing', async (_when, taken) => {
  const store = await startBackend();
  const page = openPage();
  await page.client.session();
  await store.put(ada);
  const next = generateSealKey();
  page.kept.set('ddext-oauth.seal-key.next', next);
  if (taken) await store.owner.rotate(next, () => store.seal.rotate(next));

  await startBackend();
  expect(await names(page)).toEqual(['Ada Lovelace']);
  expect([...page.kept.keys()].sort()).toEqual(kept);
});

/** Docker's client with a connection that is lost before the request, or before the response. */
function losing(when: 'request' | 'answer'): DdClient {
  const { extension, host } = ddClientOver(socket);
  const post = async (url: string, data: unknown) => {
    if (when === 'answer') await extension.vm?.service?.post(url, data);
    throw new Error('the connection was lost');
  };
  return { extension: { vm: { service: { post } } }, host };
}

test('consecutive changes of key that were interrupted in any order lose nothing', async () => {
  const store = await startBackend();
  const page = openPage();
  await page.client.session();
  await store.put(ada);
  for (const when of ['answer', 'request', 'answer', 'request'] as const) {
    const interrupted = createAuthClient(losing(when), { storage: page.storage }).rotateKey();
    await expect(interrupted).rejects.toMatchObject({ problem: { code: 'backend-unavailable' } });
  }
  await startBackend();
  expect(await names(page)).toEqual(['Ada Lovelace']);
  await page.client.rotateKey();
  expect([...page.kept.keys()].sort()).toEqual(kept);
  await startBackend();
  expect(await names(page)).toEqual(['Ada Lovelace']);
});
