import { afterEach, describe, expect, test } from '@jest/globals';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';

let extension: ScriptedExtension;
afterEach(() => extension.close());

const signedIn = 'You are signed in to Test &lt;extension&gt;';
const tokenRequests = () => extension.provider.received.filter(({ endpoint }) => endpoint === 'token').length;
const statusOf = async (attempt: string) =>
  JSON.parse(await extension.api(`attempts/${attempt}`)).value?.status ??
  JSON.parse(await extension.api(`attempts/${attempt}`)).error.code;

/** Opens a URL once. Returns the page and its status. */
async function open(browser: TestBrowser, url: string, init?: RequestInit) {
  const response = await browser.get(url, init);
  return { status: response.status, page: await response.text() };
}

/** Starts an extension, and a sign-in in a browser that has not yet opened the callback. */
async function atCallback(options?: Parameters<typeof startScriptedExtension>[0]) {
  extension = await startScriptedExtension(options);
  const browser = new TestBrowser();
  return { browser, ...(await extension.reachCallback(browser)) };
}

describe('rule 18: the browser that started the sign-in and opens the callback again', () => {
  test('shows the success page each time, and the code is exchanged once', async () => {
    const { browser, callback, attempt } = await atCallback();
    const link = `${extension.origin}/login/${attempt}`;
    for (const url of [callback, callback, link, callback]) {
      expect(await open(browser, url)).toEqual({ status: 200, page: expect.stringContaining(signedIn) });
    }
    expect(tokenRequests()).toBe(1);
  });

  test('with another code shows the outcome of the first, and that code is not exchanged', async () => {
    const { browser, callback } = await atCallback();
    const other = new URL(callback);
    other.searchParams.set('code', 'another');
    await open(browser, callback);
    expect((await open(browser, other.href)).page).toContain(signedIn);
    expect(tokenRequests()).toBe(1);
  });

  test('waits for the exchange in progress, also if the first request was dropped', async () => {
    const { browser, callback, attempt } = await atCallback();
    let answerNow = () => {};
    const asked = new Promise<void>((resolve) => {
      extension.provider.overrides.token = async () => {
        resolve();
        await new Promise<void>((answer) => {
          answerNow = answer;
        });
        return { body: extension.provider.tokenResponse() };
      };
    });
    const dropping = new AbortController();
    const first = open(browser, callback, { signal: dropping.signal });
    await asked;
    dropping.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    const again = [open(browser, callback), open(browser, callback)];
    // Meanwhile the attempt is still open, because the second callback has decided nothing.
    expect(await statusOf(attempt)).toBe('pending');
    answerNow();
    for (const { page } of await Promise.all(again)) expect(page).toContain(signedIn);
    expect(tokenRequests()).toBe(1);
    expect(await statusOf(attempt)).toBe('signed-in');
  });

  test('shows the same failure with the same status', async () => {
    const { browser, callback } = await atCallback();
    extension.provider.overrides.token = () => ({ status: 400, body: { error: 'invalid_grant' } });
    const first = await open(browser, callback);
    expect(first).toEqual({
      status: 400,
      page: expect.stringContaining('The sign-in to Test &lt;extension&gt; failed'),
    });
    expect(await open(browser, callback)).toEqual(first);
    expect(tokenRequests()).toBe(1);
  });

  test('does not show an account that was signed out in the meantime', async () => {
    const { browser, callback } = await atCallback();
    await open(browser, callback);
    await extension.auth.signOut('test:ada');
    expect(await open(browser, callback)).toEqual({
      status: 400,
      page: expect.stringContaining('This sign-in has expired or was already completed.'),
    });
  });
});

describe('rule 18: without the cookie of the browser that started the sign-in', () => {
  test('a second callback claims nothing, and the sign-in continues', async () => {
    const { browser, callback, attempt } = await atCallback();
    const seen: { status: number; page: string }[] = [];
    extension.provider.overrides.token = async () => {
      seen.push(await open(new TestBrowser(), callback));
      return { body: extension.provider.tokenResponse() };
    };
    await open(browser, callback);
    seen.push(await open(new TestBrowser(), callback));
    seen.push(await open(new TestBrowser(), `${extension.origin}/login/${attempt}`));
    for (const { status, page } of seen) {
      expect(status).toBe(400);
      expect(page).toContain('This sign-in has expired or was already completed.');
      expect(page).toContain('Return to the app where you started.');
      expect(page).not.toMatch(/(not|are) signed in to/);
    }
    expect(seen).toHaveLength(3);
    expect(await statusOf(attempt)).toBe('signed-in');
  });

  test('no page tells a signed-in user that they are not signed in', async () => {
    const { browser, callback } = await atCallback();
    await open(browser, callback);
    const { origin } = extension;
    const second = await extension.reachCallback(new TestBrowser());
    const urls = ['/callback/test', '/callback/test?state=a', '/login/a', '/', '/login/%E0%A4%A'].map(
      (path) => new URL(path, origin).toString(),
    );
    for (const url of [...urls, second.callback, second.callback]) {
      expect((await open(new TestBrowser(), url)).page).not.toContain('not signed in');
    }
  });
});

test.each([
  ['sec-purpose', 'prefetch'],
  ['sec-purpose', 'prefetch;prerender'],
  ['purpose', 'prefetch'],
  ['x-purpose', 'preview'],
  ['x-moz', 'prefetch'],
])('rule 18: a request with %s: %s consumes neither the link nor the callback', async (name, value) => {
  extension = await startScriptedExtension();
  const { attempt, url } = JSON.parse(await extension.api('sign-in', { provider: 'test' })).value;
  const headers = { [name]: value };
  const ahead = await open(new TestBrowser(), url, { headers });
  expect(ahead).toEqual({ status: 503, page: expect.not.stringContaining('signed in') });
  const browser = new TestBrowser();
  const callback = await browser.follow(url, `${extension.origin}/callback`);
  expect((await open(browser, callback, { headers })).status).toBe(503);
  expect(await statusOf(attempt)).toBe('pending');
  expect((await open(browser, callback)).page).toContain(signedIn);
});

test('an expired attempt is attempt-expired for the waiting page, the link and the callback', async () => {
  const clock = { now: Date.now() };
  const { browser, callback, attempt } = await atCallback({ now: () => clock.now });
  clock.now += 10 * 60 * 1000;
  for (const url of [callback, `${extension.origin}/login/${attempt}`, callback]) {
    const { status, page } = await open(browser, url);
    expect(status).toBe(400);
    expect(page).toContain('This sign-in was open for too long.');
    expect(page).toContain('a sign-in is open for ten minutes');
  }
  expect(await statusOf(attempt)).toBe('attempt-expired');
});

describe('a link that the page requests', () => {
  const linkOf = async (attempt: string) =>
    JSON.parse(await extension.api(`attempts/${attempt}/link`, {})).value.url as string;

  test('is the first one until a browser opens it, and then a new one for another browser', async () => {
    extension = await startScriptedExtension();
    const { attempt, url } = JSON.parse(await extension.api('sign-in', { provider: 'test' })).value;
    expect(await linkOf(attempt)).toBe(url);
    const first = new TestBrowser();
    const firstCallback = await first.follow(url, `${extension.origin}/callback`);
    const other = await linkOf(attempt);
    expect(other).not.toBe(url);
    const second = new TestBrowser();
    const callback = await second.follow(other, `${extension.origin}/callback`);
    expect((await open(second, callback)).page).toContain(signedIn);
    expect((await open(first, firstCallback)).page).toContain(signedIn);
    expect(tokenRequests()).toBe(1);
    expect(await statusOf(attempt)).toBe('signed-in');
  });

  test('is rejected after the attempt has ended', async () => {
    const { browser, callback, attempt } = await atCallback();
    await open(browser, callback);
    expect(JSON.parse(await extension.api(`attempts/${attempt}/link`, {}))).toMatchObject({
      ok: false,
      error: { code: 'attempt-unknown' },
    });
  });
});

test('rule 7: the waiting page learns immediately that another program opened the link first', async () => {
  extension = await startScriptedExtension();
  const { attempt, url } = JSON.parse(await extension.api('sign-in', { provider: 'test' })).value;
  const waiting = extension.api(`attempts/${attempt}`, { wait: true });
  await open(new TestBrowser(), url);
  expect((await open(new TestBrowser(), url)).status).toBe(403);
  expect(JSON.parse(await waiting).value).toMatchObject({
    status: 'failed',
    error: { code: 'browser-mismatch', advice: expect.stringContaining('Press "Sign in" again') },
  });
});
