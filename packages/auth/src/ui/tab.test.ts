import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oidc, redirectUrisOf } from '@ddext-oauth/providers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { closeServer, listen } from '../backend/listen.ts';
import { socketApi } from '../backend/socket-api.ts';
import { Auth } from '../session/auth.ts';
import { memoryStore } from '../stores/memory.ts';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { ddClientOver } from '../testing/browsers/socket-dd-client.ts';
import { startIdentityProvider } from '../testing/servers/identity-provider.ts';
import { createAuthClient } from './client.ts';
import { createAuthStore } from './state.ts';
import { takeTabCallback } from './tab-callback.ts';

const extension = {
  id: 'acme/test',
  title: 'Test',
  strategy: 'extension-tab',
  redirect: ['scheme', 'bridge'],
} as const;
let directory: string;
let socket: string;
let exchanges: number;
let close: () => Promise<unknown>;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tab-'));
  socket = join(directory, 'backend.sock');
  exchanges = 0;
  const identityProvider = await startIdentityProvider(
    [...redirectUrisOf(extension, { id: 'test', preset: oidc })].filter((uri) => uri !== undefined),
  );
  identityProvider.provider.on('grant.success', () => {
    exchanges += 1;
  });
  const auth = new Auth({
    extension,
    providers: [
      {
        id: 'test',
        preset: oidc,
        issuer: identityProvider.issuer,
        clientId: 'test-extension',
        grants: ['authorization_code', 'device_code'],
      },
    ],
    store: memoryStore(),
    read: () => undefined,
    insecureLoopbackIssuer: true,
  });
  const server = await listen(express().use(socketApi(auth)), { path: socket });
  close = () => Promise.all([closeServer(server), identityProvider.close()]);
});

afterEach(async () => {
  await close();
  rmSync(directory, { recursive: true });
});

/** The extension's pages, sequential or parallel, with one localStorage. */
function tab() {
  const { kept, storage } = pageStorage();
  const opened: string[] = [];
  const open = () => createAuthStore(createAuthClient(ddClientOver(socket, opened), { storage }));
  /** Starts a sign-in, and gets the provider's response. The page keeps waiting. */
  const reachCallback = async () => {
    const page = open();
    await page.start();
    const waiting = page.signIn('test');
    while (opened.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const link = await new TestBrowser().follow(opened.at(-1) ?? '', 'docker-desktop:');
    return { page, waiting, tabCallback: new URL(link).search };
  };
  return { kept, open, opened, reachCallback };
}

describe('the page that Docker Desktop opens with a response', () => {
  test('signs in the user, also in the page that started the sign-in', async () => {
    const { open, reachCallback } = tab();
    const { page, waiting, tabCallback } = await reachCallback();
    const nextPage = open();
    await nextPage.start(tabCallback);
    expect(nextPage.getState()).toMatchObject({ status: 'signed-in', accounts: [{ id: 'test:ada' }] });
    await waiting;
    expect(page.getState().status).toBe('signed-in');
    expect(exchanges).toBe(1);
  });

  test('exchanges the response once, also if it is started twice and another page has the same response', async () => {
    const { open, reachCallback } = tab();
    const { waiting, tabCallback } = await reachCallback();
    const [one, two] = [open(), open()];
    await Promise.all([one.start(tabCallback), one.start(tabCallback), two.start(tabCallback)]);
    for (const page of [one, two]) {
      expect(page.getState().status).toBe('signed-in');
      expect(page.getState().problem).toBeUndefined();
    }
    await waiting;
    expect(exchanges).toBe(1);
  });

  test('rule 25: reports an unrequested response, and then accepts the requested one', async () => {
    const { open, reachCallback } = tab();
    const { waiting, tabCallback } = await reachCallback();
    const attacked = open();
    await attacked.start('?extensionId=acme%2Ftest&code=attacker&state=attacker');
    expect(attacked.getState()).toMatchObject({
      status: 'signed-out',
      problem: { code: 'callback-unexpected', message: expect.stringContaining('you did not request') },
    });
    const nextPage = open();
    await nextPage.start(tabCallback);
    expect(nextPage.getState().status).toBe('signed-in');
    await waiting;
  });

  test('rule 25: accepts no response if no sign-in was started', async () => {
    const page = tab().open();
    await page.start('?extensionId=acme%2Ftest&code=attacker&state=attacker');
    expect(page.getState()).toMatchObject({ status: 'signed-out', problem: { code: 'callback-unexpected' } });
    expect(exchanges).toBe(0);
  });
});

test('a page that is reloaded without a response continues to wait, shows that, and can be cancelled', async () => {
  const { kept, open, reachCallback } = tab();
  await reachCallback();
  const nextPage = open();
  const starting = nextPage.start();
  while (nextPage.getState().status !== 'waiting') await new Promise((resolve) => setImmediate(resolve));
  expect(nextPage.getState()).toMatchObject({ resumed: true, waitingFor: 'test' });
  nextPage.cancel();
  await starting;
  expect(nextPage.getState()).toMatchObject({ status: 'signed-out' });
  expect(kept.has('ddext-oauth.attempt')).toBe(false);
});

describe('with several sign-in methods', () => {
  const signInMethodsOf = (page: ReturnType<ReturnType<typeof tab>['open']>) =>
    page.getState().providers[0]?.signInMethods;

  /** Signs in through the bridge, with the response in a new page. */
  async function signInOverTheBridge({ open, opened }: ReturnType<typeof tab>) {
    const page = open();
    await page.start();
    const waiting = page.signIn('test', 'bridge');
    while (opened.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(page.getState().signInMethod).toBe('bridge');
    const link = await new TestBrowser().follow(opened.at(-1) ?? '', 'https://open.docker.com/');
    await open().start(new URL(link).search);
    await waiting;
  }

  test('the last successful one is first the next time, and is the action of the button', async () => {
    const pages = tab();
    await signInOverTheBridge(pages);
    const next = pages.open();
    await next.start();
    expect(signInMethodsOf(next)).toEqual(['bridge', 'authorization_code', 'device_code']);
    await next.signOut('test:ada');
    const again = next.signIn('test');
    while (pages.opened.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(pages.opened.at(-1)).toContain(encodeURIComponent('https://open.docker.com/'));
    next.cancel();
    await again;
  });

  /** A page that opens without the response to the sign-in of the previous page, and is cancelled. */
  async function giveUpWithoutResponse({ open, reachCallback }: ReturnType<typeof tab>) {
    await reachCallback();
    const nextPage = open();
    const starting = nextPage.start();
    while (nextPage.getState().status !== 'waiting') await new Promise((resolve) => setImmediate(resolve));
    nextPage.cancel();
    await starting;
    return nextPage;
  }

  test('the one whose response was dropped is last, and the device code first, until it works again', async () => {
    const pages = tab();
    expect(signInMethodsOf(await giveUpWithoutResponse(pages))).toEqual([
      'device_code',
      'bridge',
      'authorization_code',
    ]);
    pages.opened.length = 0;
    await signInOverTheBridge(pages);
    const next = pages.open();
    await next.start();
    expect(signInMethodsOf(next)).toEqual(['bridge', 'device_code', 'authorization_code']);
  });

  test('the one that failed keeps its position', async () => {
    const pages = tab();
    const page = pages.open();
    await page.start();
    const waiting = page.signIn('test', 'bridge');
    while (pages.opened.length === 0) await new Promise((resolve) => setImmediate(resolve));
    page.cancel();
    await waiting;
    expect(signInMethodsOf(page)).toEqual(['authorization_code', 'bridge', 'device_code']);
  });
});

describe('the address of the tab', () => {
  function address(search: string) {
    const replaced: unknown[] = [];
    const history = { replaceState: (_state: unknown, _title: string, url: string) => replaced.push(url) };
    const location = { search, pathname: '/ui/index.html', hash: '#/' };
    return { tabCallback: takeTabCallback({ location, history } as never), replaced };
  }

  test.each(['?extensionId=a%2Fb&code=1&state=2&iss=3', '?error=access_denied&state=2'])(
    'rule 25: is stripped of %s, which is passed on unchanged',
    (search) => {
      expect(address(search)).toEqual({ tabCallback: search, replaced: ['/ui/index.html#/'] });
    },
  );

  test.each(['', '?extensionId=a%2Fb', '?code=1', '?state=2', '?page=code&state=1'])(
    'is unchanged with "%s"',
    (search) => {
      expect(address(search)).toEqual({ tabCallback: undefined, replaced: [] });
    },
  );
});

describe('a page that waits', () => {
  test('opens the browser again and offers the same link to copy, also after a reload', async () => {
    const { open, opened, reachCallback } = tab();
    const { page } = await reachCallback();
    expect(page.getState().hasLink).toBe(true);
    await page.openAgain();
    expect(opened).toHaveLength(2);
    expect(opened[1]).toBe(opened[0]);
    const nextPage = open();
    const starting = nextPage.start();
    while (nextPage.getState().status !== 'waiting') await new Promise((resolve) => setImmediate(resolve));
    expect(nextPage.getState().hasLink).toBe(true);
    expect(await nextPage.signInLink()).toBe(opened[0]);
    nextPage.cancel();
    await starting;
    expect(await nextPage.signInLink()).toBeUndefined();
  });
});

test('a waiting page continues if the backend is unavailable for a moment', async () => {
  let away = 2;
  const ddClient = ddClientOver(socket);
  const service = ddClient.extension.vm?.service;
  const post = (url: string, data: unknown) => {
    if (url.startsWith('/auth/attempts/') && away-- > 0)
      return Promise.reject(new Error('connect ECONNREFUSED'));
    return service?.post(url, data) ?? Promise.resolve();
  };
  const client = createAuthClient({ ...ddClient, extension: { vm: { service: { post } } } });
  const attempt = await client.signIn('test');
  const waiting = client.waitForAccount(attempt, new AbortController().signal);
  while (away > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await client.callBackend(`/auth/attempts/${attempt}/cancel`);
  await expect(waiting).rejects.toMatchObject({ problem: { code: 'attempt-cancelled' } });
});
