import type { IncomingMessage } from 'node:http';
import { oidc } from '@ddext-oauth/providers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { OWN_CONNECTION, TestBrowser } from '../testing/browsers/browser.ts';
import { launchChromium, noChromium } from '../testing/browsers/chromium.ts';
import { startExtension, type TestExtension } from '../testing/extensions/extension.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/servers/identity-provider.ts';
import { type OtherPort, startOtherPort } from '../testing/servers/other-port.ts';

const inChromium = noChromium ? test.skip : test;
let chromium: Browser;
let context: BrowserContext;
let identityProvider: TestIdentityProvider;
let extension: TestExtension;
let other: OtherPort;
/** The user in Chromium waits at the provider for this. The attacker does not. */
let atProvider: { arrived: () => void; released: Promise<void> };

const userOf = async ({ headers }: Pick<IncomingMessage, 'headers'>) => {
  if (!headers['user-agent']?.includes('Chrome')) return 'eve';
  atProvider.arrived();
  await atProvider.released;
  return 'ada';
};

beforeAll(async () => {
  if (noChromium) return;
  chromium = await launchChromium();
  extension = await startExtension(async (redirectUriOf) => {
    identityProvider = await startIdentityProvider(
      [redirectUriOf('test')],
      {},
      { host: 'localhost', userOf },
    );
    return [{ id: 'test', preset: oidc, issuer: identityProvider.issuer, clientId: 'test-extension' }];
  });
  other = await startOtherPort(`${extension.origin}/callback/test`);
});

afterEach(async () => {
  await context?.close();
  for (const { id } of (await extension?.auth.session())?.accounts ?? []) await extension.auth.signOut(id);
});

afterAll(async () => {
  await chromium?.close();
  for (const server of [other, extension, identityProvider]) await server?.close();
});

/** Starts a sign-in in Chromium, and stops at the provider's page. */
async function signInUpToProvider() {
  context = await chromium.newContext();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    atProvider = { arrived: resolve, released };
  });
  const page = await context.newPage();
  const { attempt, url } = await extension.auth.signIn('test');
  const ended = page.goto(url);
  await Promise.race([arrived, ended]);
  return {
    attempt,
    async finish() {
      release();
      const response = await ended;
      return { status: response?.status(), text: await page.locator('body').innerText() };
    },
  };
}

/** Opens the other port in the browser, which sets these cookies. */
async function visitOtherPort(setCookies: readonly string[] = []) {
  other.received.length = 0;
  other.cookies.length = 0;
  other.setCookies = setCookies;
  const page = await context.newPage();
  await page.goto(other.origin);
  await page.waitForFunction('document.title === "Done"');
  await page.close();
}

/**
 * Values that an attacker would try as an attempt or a state: everything that the browser sent, whole and split.
 */
function guesses(): string[] {
  const words = other.received.flatMap((text) => text.match(/[\w-]{16,}/g) ?? []);
  const tails = words.flatMap((word) => [...word.matchAll(/-/g)].map(({ index }) => word.slice(index + 1)));
  return [...new Set([...words, ...tails])].filter((word) => word.length >= 16);
}

/** Completes the sign-in as the attacker, with the user's cookie, from the link of each guess. */
async function finishAsAttacker(): Promise<string[]> {
  const cookie = other.cookies.join('; ');
  const outcomes: string[] = [];
  for (const guess of guesses()) {
    const link = `${extension.origin}/login/${guess}`;
    const opened = await fetch(link, { redirect: 'manual', headers: { cookie, ...OWN_CONNECTION } });
    const provider = opened.headers.get('location');
    if (provider) {
      const callback = await new TestBrowser().follow(provider, extension.origin);
      outcomes.push(`link ${(await fetch(callback, { headers: { cookie, ...OWN_CONNECTION } })).status}`);
    }
    const callback = `${extension.origin}/callback/test?code=a&state=${guess}`;
    const { status } = await fetch(callback, { headers: { cookie, ...OWN_CONNECTION } });
    if (status !== 400) outcomes.push(`state ${status}`);
  }
  return outcomes;
}

const accountIds = async () => (await extension.auth.session()).accounts.map(({ id }) => id);
const numbered = (count: number, attributes: string, value = 'x') =>
  Array.from({ length: count }, (_, index) => `other-${index}=${value}; Path=/; ${attributes}`);

describe(`another port of 127.0.0.1 that the browser is sent to during a sign-in ${noChromium ?? ''}`, () => {
  inChromium('rule 45: receives the cookie and cannot complete the sign-in as the attacker', async () => {
    const person = await signInUpToProvider();
    await visitOtherPort();
    expect(other.cookies.join()).toContain('ddext-');
    expect(guesses().length).toBeGreaterThan(2);
    expect(await finishAsAttacker()).toEqual([]);
    expect(await accountIds()).toEqual([]);
    expect((await person.finish()).status).toBe(200);
    expect(await accountIds()).toEqual(['test:ada']);
  });

  inChromium(
    'rule 45: receives neither attempt nor state, and its scripts cannot read the cookie',
    async () => {
      const { attempt, finish } = await signInUpToProvider();
      const opened = await extension.auth.openLink(attempt, cookieValue(await context.cookies()));
      const url = 'url' in opened ? opened.url : '';
      await visitOtherPort();
      const all = other.received.join('\n');
      for (const secret of [attempt, new URL(url).searchParams.get('state')])
        expect(all).not.toContain(secret);
      const told = other.received
        .filter((text) => text.startsWith('/told'))
        .map((text) => text.split('\n')[2]);
      expect(told.join()).not.toContain('ddext-');
      await finish();
    },
  );

  inChromium('rule 46: sets 200 cookies, and the sign-in still succeeds', async () => {
    const person = await signInUpToProvider();
    await visitOtherPort(numbered(200, 'Max-Age=600'));
    expect((await context.cookies()).length).toBeLessThan(200);
    expect((await person.finish()).status).toBe(200);
    expect(await accountIds()).toEqual(['test:ada']);
  });

  inChromium('rule 46: evicts our cookie with 200 of high priority, and the page explains why', async () => {
    const person = await signInUpToProvider();
    await visitOtherPort(numbered(200, 'Max-Age=600; Priority=High'));
    const { status, text } = await person.finish();
    expect(status).toBe(403);
    expect(text).toContain('a browser keeps about 180 cookies for an address');
    expect(text).toContain('delete its cookies for 127.0.0.1');
    expect(await accountIds()).toEqual([]);
  });

  inChromium('rule 46: sets 50 kB of cookies, and the sign-in still completes', async () => {
    const person = await signInUpToProvider();
    await visitOtherPort(numbered(13, 'Max-Age=600', 'x'.repeat(3900)));
    expect((await person.finish()).status).toBe(200);
  });

  inChromium('rule 46: sets 100 kB of cookies, and a page lists what to delete', async () => {
    const person = await signInUpToProvider();
    await visitOtherPort(numbered(26, 'Max-Age=600', 'x'.repeat(3900)));
    const { status, text } = await person.finish();
    expect(status).toBe(431);
    expect(text).toContain('Your browser sent too many cookies');
    expect(text).toContain('delete those of 127.0.0.1');
    await context.clearCookies({ name: /^other-/ });
    const page = await context.newPage();
    const { url } = await extension.auth.signIn('test');
    expect((await page.goto(url))?.status()).toBe(200);
  });
});

function cookieValue(cookies: readonly { name: string; value: string }[]): string | undefined {
  return cookies.find(({ name }) => name.startsWith('ddext-'))?.value;
}
