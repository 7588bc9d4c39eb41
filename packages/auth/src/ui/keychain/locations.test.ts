import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { closeServer, listen } from '../../backend/listen.ts';
import { socketApi } from '../../backend/socket-api.ts';
import { Auth } from '../../session/auth.ts';
import { sealedFileStore } from '../../stores/index.ts';
import type { StoredAccount } from '../../stores/store.ts';
import { type HostKeychain, withKeychain } from '../../testing/browsers/host-keychain.ts';
import { pageStorage } from '../../testing/browsers/page-storage.ts';
import { ddClientOver } from '../../testing/browsers/socket-dd-client.ts';
import { createAuthClient } from '../client.ts';
import type { DdClient } from '../dd-client.ts';
import { createAuthStore } from '../state.ts';
import { keychainAccount } from './keychain-key.ts';
import { keychain as inKeychain, keychainOrPage, pageFromKeychain } from './locations.ts';

const extensionId = 'acme/test';
const locations = {
  keychain: inKeychain,
  'keychain-or-page': keychainOrPage,
  page: undefined,
  'page-from-keychain': pageFromKeychain,
};
type Version = keyof typeof locations;

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
let keychain: HostKeychain;
let kept: Map<string, string>;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'keychain-'));
  socket = join(directory, 'backend.sock');
  keychain = { kept: new Map(), calls: [] };
  kept = new Map();
});

afterEach(async () => {
  if (server) await closeServer(server);
  server = undefined;
  rmSync(directory, { recursive: true });
});

/** Starts or restarts the backend. Only the volume is kept. */
async function startBackend() {
  if (server) await closeServer(server);
  const store = sealedFileStore({ directory: join(directory, 'volume') });
  const auth = new Auth({
    extension: { id: extensionId, title: 'Test', strategy: 'backend-callback', port: 50_000 },
    providers: [],
    store,
    read: () => undefined,
  });
  server = await listen(express().use(socketApi(auth)), { path: socket });
  return store;
}

/** A page of the extension, in a version with this location. */
function openPage(version: Version, ddClient = withKeychain(ddClientOver(socket), keychain).ddClient) {
  return createAuthClient(ddClient, {
    ...{ extensionId, storage: pageStorage(kept).storage },
    ...(locations[version] && { keyLocation: locations[version] }),
  });
}

const namesIn = async (keyLocation: Version, ddClient?: DdClient) =>
  (await openPage(keyLocation, ddClient).session()).accounts.map(({ profile }) => profile.name);

/** Ada signs in with a key at a location, and the backend restarts. */
async function signInWith(keyLocation: Version) {
  const store = await startBackend();
  await openPage(keyLocation).session();
  await store.put(ada);
  return startBackend();
}

const keysOfPage = () => [...kept].filter(([name]) => name.includes('seal-key')).map(([, key]) => key);
const quarantined = () => readdirSync(join(directory, 'volume')).filter((name) => /sealed\./.test(name));
const owner = () => readFileSync(join(directory, 'volume/owner.json'), 'utf8');

describe('a key in the keychain', () => {
  test('rule 52: opens the accounts, and is not in the page', async () => {
    await signInWith('keychain');
    expect(await namesIn('keychain')).toEqual(['Ada Lovelace']);
    expect(keysOfPage()).toEqual([]);
    expect([...keychain.kept.keys()]).toEqual(['acme/test']);
  });

  test('rule 52: is read once for each run of the backend, and no key is an argument', async () => {
    await signInWith('keychain');
    const page = openPage('keychain');
    keychain.calls.length = 0;
    await Promise.all([page.session(), page.session(), page.session()]);
    await page.session();
    expect(keychain.calls).toEqual([['ddext-keychain', 'get', 'acme/test']]);
    await page.rotateKey();
    const keys = [...keychain.kept.values()].flat();
    expect(keychain.calls.flat().filter((argument) => keys.includes(argument))).toEqual([]);
  });

  test('is rotated, and the accounts stay', async () => {
    await signInWith('keychain');
    const before = keychain.kept.get('acme/test');
    await openPage('keychain').rotateKey();
    expect(keychain.kept.get('acme/test')).toHaveLength(1);
    expect(keychain.kept.get('acme/test')).not.toEqual(before);
    await startBackend();
    expect(await namesIn('keychain')).toEqual(['Ada Lovelace']);
  });

  test.each([false, true])(
    'a rotation that was interrupted loses nothing (backend has rotated: %s)',
    async (taken) => {
      const store = await signInWith('keychain');
      await openPage('keychain').session();
      const [key = ''] = keychain.kept.get('acme/test') ?? [];
      const next = 'B'.repeat(42).concat('A');
      keychain.kept.set('acme/test', [key, next]);
      if (taken) await store.owner.rotate(next, () => store.seal.rotate(next));
      await startBackend();
      expect(await namesIn('keychain')).toEqual(['Ada Lovelace']);
      expect(keychain.kept.get('acme/test')).toEqual([taken ? next : key]);
    },
  );

  test('is rotated again if another page has ended the rotation with another key', async () => {
    await signInWith('keychain');
    const { ddClient } = withKeychain(ddClientOver(socket), keychain);
    const { host } = ddClient.extension;
    const other = 'C'.repeat(42).concat('A');
    const exec = async (command: string, args: string[]) => {
      if (args[0] === 'settle' && keychain.calls.every((call) => call[1] !== 'settle'))
        keychain.kept.set('acme/test', [other]);
      return host?.cli.exec(command, args);
    };
    await openPage('keychain', {
      ...ddClient,
      extension: { ...ddClient.extension, host: { cli: { exec } } },
    }).rotateKey();
    expect(keychain.kept.get('acme/test')).toHaveLength(1);
    expect(keychain.kept.get('acme/test')).not.toEqual([other]);
    await startBackend();
    expect(await namesIn('keychain')).toEqual(['Ada Lovelace']);
  });
});

describe('a version of the extension with another location', () => {
  test('rule 52: moves the key from the page to the keychain, with accounts and owner', async () => {
    await signInWith('page');
    const before = owner();
    expect(await namesIn('keychain')).toEqual(['Ada Lovelace']);
    expect(keysOfPage()).toEqual([]);
    expect(owner()).not.toBe(before);
    await startBackend();
    expect(await namesIn('keychain')).toEqual(['Ada Lovelace']);
  });

  test('moves it back, and the page does not need the keychain afterwards', async () => {
    await signInWith('page');
    await namesIn('keychain');
    await startBackend();
    expect(await namesIn('page-from-keychain')).toEqual(['Ada Lovelace']);
    await startBackend();
    expect(await namesIn('page', ddClientOver(socket))).toEqual(['Ada Lovelace']);
    expect(quarantined()).toEqual([]);
    expect([...kept.keys()].sort()).toEqual([
      'ddext-oauth.seal-generation acme/test',
      'ddext-oauth.seal-key acme/test',
    ]);
  });

  test('moves it back and forth, during rotations too', async () => {
    await signInWith('page');
    for (const location of [
      'keychain',
      'page-from-keychain',
      'keychain-or-page',
      'page-from-keychain',
      'keychain',
    ] as const) {
      const page = openPage(location);
      expect((await page.session()).accounts).toHaveLength(1);
      await page.rotateKey();
      await startBackend();
    }
    expect(await namesIn('keychain')).toEqual(['Ada Lovelace']);
    expect(quarantined()).toEqual([]);
  });

  test('moves a key whose rotation in the page was interrupted', async () => {
    const store = await signInWith('page');
    await openPage('page').session();
    const next = 'B'.repeat(42).concat('A');
    kept.set('ddext-oauth.seal-key.next acme/test', next);
    await store.owner.rotate(next, () => store.seal.rotate(next));
    await startBackend();
    expect(await namesIn('keychain')).toEqual(['Ada Lovelace']);
    expect(keysOfPage()).toEqual([]);
  });

  test('names the problem if it is back in the page, and the program is gone', async () => {
    await signInWith('keychain');
    const page = openPage('page-from-keychain', ddClientOver(socket));
    await expect(page.session()).rejects.toMatchObject({ problem: { code: 'keychain-unsupported' } });
    // The first version opens the accounts again.
    expect(await namesIn('keychain')).toEqual(['Ada Lovelace']);
  });
});

describe('a keychain that cannot be read', () => {
  test.each(['locked', 'absent', 'refused', 'killed', 'timeout', 'foreign', 'failed'])(
    'rule 52: is a state of the page, and changes nothing: %s',
    async (error) => {
      await signInWith('keychain');
      const before = owner();
      keychain.failure = { error };
      const state = createAuthStore(openPage('keychain'));
      await state.refresh();
      expect(state.getState()).toMatchObject({ status: 'locked', problem: { code: `keychain-${error}` } });
      expect([owner(), keysOfPage(), quarantined()]).toEqual([before, [], []]);
      delete keychain.failure;
      await state.refresh();
      expect(state.getState()).toMatchObject({ status: 'signed-in' });
    },
  );

  test('never makes a new page use a key of its own with keychain', async () => {
    await startBackend();
    keychain.failure = { error: 'absent' };
    await expect(openPage('keychain').session()).rejects.toMatchObject({
      problem: { code: 'keychain-absent' },
    });
    expect([...kept.keys()]).toEqual([]);
    expect(readdirSync(directory)).not.toContain('owner.json');
  });

  test('makes a new page use a key of its own with keychain-or-page, which moves when the keychain can be read', async () => {
    keychain.failure = { error: 'absent' };
    await signInWith('keychain-or-page');
    const page = openPage('keychain-or-page');
    expect((await page.session()).accounts).toHaveLength(1);
    await page.rotateKey();
    expect(keysOfPage()).toHaveLength(1);
    delete keychain.failure;
    await startBackend();
    expect(await namesIn('keychain-or-page')).toEqual(['Ada Lovelace']);
    expect(keysOfPage()).toEqual([]);
    keychain.failure = { error: 'locked' };
    await startBackend();
    const locked = { problem: { code: 'keychain-locked' } };
    await expect(openPage('keychain-or-page').session()).rejects.toMatchObject(locked);
    expect(keysOfPage()).toEqual([]);
  });

  test('is named instead of the owner, if a page has lost its storage too', async () => {
    await signInWith('keychain-or-page');
    kept = new Map();
    keychain.failure = { error: 'locked' };
    const locked = { problem: { code: 'keychain-locked' } };
    await expect(openPage('keychain-or-page').session()).rejects.toMatchObject(locked);
    delete keychain.failure;
    expect(await namesIn('keychain-or-page')).toEqual(['Ada Lovelace']);
  });
});

describe('the name of a key in the keychain', () => {
  test.each([
    ['docker', 'DockerDesktop/4.50.0', 'acme/test@docker'],
    ['podman', 'PodmanDesktop/1.20.0', 'acme/test@podman'],
    ['rancher', 'Mozilla/5.0 RancherDesktop/simulated', 'acme/test@rancher-simulated'],
    [undefined, 'Mozilla/5.0', 'acme/test'],
  ] as const)('contains the host: %s', (host, userAgent, name) => {
    expect(keychainAccount('acme/test', host, userAgent)).toBe(name);
  });

  test('stays the same if the host can no longer be identified', async () => {
    kept.set('ddext-oauth.keychain-account acme/test', 'acme/test@docker');
    await startBackend();
    await openPage('keychain').session();
    expect([...keychain.kept.keys()]).toEqual(['acme/test@docker']);
  });

  test('is required', () => {
    const create = () => createAuthClient(ddClientOver(socket), { keyLocation: inKeychain });
    expect(create).toThrow('Pass extensionId.');
  });
});
