import { type Host, hosts } from '@ddext-oauth/providers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import { DASHBOARD_LINK } from './pages.ts';

let extension: ScriptedExtension;

beforeAll(async () => {
  extension = await startScriptedExtension();
});

afterAll(() => extension.close());

/** Signs in, as a page in a host does, and returns the last page in the browser and the page of a second load. */
async function lastPages(body: object): Promise<string[]> {
  const browser = new TestBrowser();
  const { url } = JSON.parse(await extension.api('sign-in', { provider: 'test', ...body })).value;
  const callback = await browser.follow(url, `${extension.origin}/callback`);
  const pages = [];
  for (const address of [callback, callback, url]) pages.push(await (await browser.get(address)).text());
  return pages;
}

/** The page of a sign-in that the user declined. */
async function failurePage(host: Host | undefined): Promise<string> {
  const browser = new TestBrowser();
  const { url } = await extension.auth.signIn('test', 'authorization_code', host);
  const callback = new URL(await browser.follow(url, `${extension.origin}/callback`));
  const state = callback.searchParams.get('state') ?? '';
  const declined = new URL(callback.pathname, callback);
  declined.search = String(new URLSearchParams({ error: 'access_denied', state }));
  const iss = callback.searchParams.get('iss');
  if (iss) declined.searchParams.set('iss', iss);
  return (await browser.get(declined.href)).text();
}

const others = [...Object.keys(hosts).filter((host) => host !== 'docker'), undefined];

describe('the last page of a sign-in', () => {
  test('opens Docker Desktop and has a button for it, if the sign-in started there', async () => {
    for (const page of await lastPages({ host: 'docker' })) {
      expect(page).toContain('Return to the app where you started.');
      expect(page).toContain(`content="0; url=${DASHBOARD_LINK}"`);
      expect(page).toContain(`<a href="${DASHBOARD_LINK}">Open Docker Desktop</a>`);
    }
  });

  test.each(others)('has no link to an app that may not handle it, in the host %s', async (host) => {
    for (const page of await lastPages({ host })) {
      expect(page).toContain('You are signed in to Test &lt;extension&gt;');
      expect(page).toContain('Return to the app where you started.');
      expect(page).not.toMatch(/docker|href=|refresh/i);
    }
  });

  test.each(['Docker', '', 'constructor', 'toString', 'docker\n', '"><script>', 'attacker.example'])(
    'is the page of an unknown host if the request names the host %j',
    async (host) => {
      for (const page of await lastPages({ host })) expect(page).not.toMatch(/docker|href=|attacker|script/i);
    },
  );

  test.each([['docker' as const], ...others.map((host) => [host as Host | undefined])])(
    'of a failed sign-in has no button for Docker Desktop in the host %s',
    async (host) => {
      const page = await failurePage(host);
      expect(page).toContain('The sign-in to Test &lt;extension&gt; failed');
      expect(page.includes(DASHBOARD_LINK)).toBe(host === 'docker');
    },
  );

  test('shows no link to a browser that did not start the sign-in', async () => {
    const { url } = await extension.auth.signIn('test', 'authorization_code', 'docker');
    const callback = await new TestBrowser().follow(url, `${extension.origin}/callback`);
    for (const address of [callback, url, `${extension.origin}/login/unknown`]) {
      expect(await (await new TestBrowser().get(address)).text()).not.toMatch(/docker|href=/i);
    }
  });
});
