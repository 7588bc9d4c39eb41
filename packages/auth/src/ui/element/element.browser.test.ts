import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, noChromium } from '../../testing/browsers/chromium.ts';

const inChromium = noChromium ? describe.skip : describe;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const ada = {
  ...{ id: 'work:ada', provider: { id: 'work', name: 'Work' }, scopes: [], signedInAt: 0 },
  profile: { id: 'ada', name: '<b>Ada</b>', email: 'ada@example.com' },
};
const work = { id: 'work', name: 'Work', signInMethods: ['authorization_code', 'bridge', 'device_code'] };
const problem = {
  code: 'provider-not-configured',
  message: 'Home: WORK_CLIENT_ID is not set.',
  advice: 'Set it.',
};
const home = { id: 'home', name: 'Home', signInMethods: ['authorization_code'], problem };
const session = { providers: [work, home], accounts: [] as unknown[] };
const pastedKey = 'pat_a1B2c3D4e5F6';
const key = {
  ...{ kind: 'personal_access_token', noun: 'access token', name: 'Work', needsUserName: true },
  ...{ console: 'https://work.example/keys', scopes: ['read'], format: { prefixes: ['pat_'] } },
};
const withKeys = {
  ...session,
  providers: [
    { ...work, key },
    { id: 'hub', name: 'Hub', signInMethods: [], key },
  ],
};
const keyed = { ...ada, key: { kind: key.kind, noun: key.noun } };
const service = { provider: { id: 'graphs', name: 'Graphs' }, kind: 'api_key' };
const device = {
  userCode: 'ABCD-EFGH',
  verificationUri: 'https://id.example/device',
  expiresAt: 1_800_000_000_000,
};
const refused = (code: string) => ({
  ok: false,
  error: { code, message: 'The reason.', advice: 'The advice.' },
});
const ok = (value: unknown) => ({ ok: true, value });

/** What the backend responds on each path. A path without a response never responds. */
type Responses = Readonly<Record<string, unknown>>;
const signedOut: Responses = { unlock: ok({ used: 0, callerToken: 'token' }), session: ok(session) };
const started: Responses = {
  ...signedOut,
  'sign-in': ok({ attempt: 'a', url: 'http://127.0.0.1:1/login/a' }),
};

let browser: Browser;
let script: string;
let page: Page;

beforeAll(async () => {
  if (noChromium) return;
  browser = await launchChromium();
  const { outputFiles } = await build({
    stdin: {
      contents: `import { defineSignInElement } from './index.ts'; window.defineSignInElement = defineSignInElement;`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    ...{ bundle: true, format: 'iife', write: false },
  });
  script = outputFiles[0]?.text ?? '';
});
afterAll(() => browser?.close());
afterEach(() => page?.context().close());

/** Opens a page with the element in front of a backend with these responses, and waits for a text. */
async function show(
  responses: Responses,
  text: string,
  more: { html?: string; dark?: boolean } = {},
): Promise<void> {
  const context = await browser.newContext({ colorScheme: more.dark ? 'dark' : 'light' });
  page = await context.newPage();
  await page.route('http://extension.test/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Test</title><body>${more.html ?? '<main><h1>Test</h1><ddext-sign-in></ddext-sign-in></main>'}`,
    }),
  );
  await page.goto('http://extension.test/');
  await page.evaluate((given) => {
    const shared = window as unknown as Record<string, unknown>;
    const responses: Record<string, unknown> = given;
    const [calls, opened, states]: [string[], string[], string[]] = [[], [], []];
    const bodies: unknown[] = [];
    const post = (url: string, body: unknown) => {
      calls.push(url);
      bodies.push(body);
      const found = responses[url.replace(/^\/auth\//, '')];
      return found === undefined ? new Promise(() => undefined) : Promise.resolve(found);
    };
    const ddClient = {
      extension: { vm: { service: { post } } },
      host: { openExternal: (url: string) => opened.push(url) },
    };
    Object.assign(shared, { calls, bodies, opened, states, responses, ddClient });
    const element = document.querySelector('ddext-sign-in') as HTMLElement & { ddClient: unknown };
    element.addEventListener('ddext-state', (event) => states.push((event as CustomEvent).detail.status));
    // Before the element is defined, as a framework may do it.
    element.ddClient = ddClient;
  }, responses);
  await page.addScriptTag({ content: `${script};defineSignInElement();` });
  await page.getByText(text, { exact: true }).first().waitFor();
}

const kept = <T>(name: string): Promise<T> =>
  page.evaluate((key) => (window as unknown as Record<string, unknown>)[key], name) as Promise<T>;

async function violations(): Promise<readonly string[]> {
  await page.addScriptTag({ path: axe });
  const { violations: found } = (await page.evaluate('axe.run()')) as AxeResults;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
}

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

inChromium('<ddext-sign-in>', () => {
  const states: readonly (readonly [string, Responses, string, string?])[] = [
    ['loading', {}, 'Loading…'],
    ['unavailable', { unlock: refused('backend-unavailable') }, 'Try again'],
    ['locked', { unlock: refused('backend-owned') }, 'Try again'],
    ['signed out', signedOut, 'Sign in with Work'],
    [
      'signed out with a notice',
      { ...signedOut, session: ok({ ...session, notice: problem }) },
      'Home: WORK_CLIENT_ID is not set. Set it.',
    ],
    ['signed in', { ...signedOut, session: ok({ ...session, accounts: [ada] }) }, '<b>Ada</b>'],
  ];
  test.each(states)(
    'shows the state "%s" without a violation of axe, in light and dark',
    async (_title, responses, text) => {
      for (const dark of [false, true]) {
        await show(responses, text, { dark });
        expect(await violations()).toEqual([]);
        if (!dark) await page.context().close();
      }
    },
  );

  test('waits for the browser, opens it again, copies the link, and cancels, without a violation of axe', async () => {
    const link = 'http://127.0.0.1:1/login/b';
    await show(
      { ...started, 'attempts/a/link': ok({ url: link }), 'attempts/a/cancel': ok(null) },
      'Sign in with Work',
    );
    await page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'])
      .catch(() => undefined);
    await page.evaluate(() =>
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (text: string) => void Object.assign(window, { copied: text }) },
      }),
    );
    await press('Sign in with Work');
    await page.getByText('Finish signing in with Work in your browser.').waitFor();
    await press('Open the browser again');
    await press('Copy link');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await kept('copied')).toBe(link);
    expect(await kept('opened')).toEqual(['http://127.0.0.1:1/login/a', link]);
    expect(await violations()).toEqual([]);
    await press('Cancel');
    await page.waitForFunction('calls.includes("/auth/attempts/a/cancel")');
  });

  test('shows the code of a device, its page and a warning, without a violation of axe', async () => {
    await show({ ...signedOut, 'sign-in': ok({ attempt: 'a', device }) }, 'Sign in with Work');
    await press('Use a code on another device to sign in with Work');
    await page.getByText('ABCD-EFGH', { exact: true }).waitFor();
    await page.getByText('Never enter a code someone sent you.').waitFor();
    await press('https://id.example/device');
    expect(await kept('opened')).toEqual(['https://id.example/device']);
    expect(await violations()).toEqual([]);
  });

  test('shows who has signed in, and reports each state', async () => {
    await show({ ...started, 'attempts/a': ok({ status: 'signed-in', value: ada }) }, 'Sign in with Work');
    await page.evaluate(
      (next) => Object.assign((window as unknown as { responses: object }).responses, { session: next }),
      ok({ ...session, accounts: [ada] }),
    );
    await press('Sign in with Work');
    await page.getByText('<b>Ada</b>', { exact: true }).waitFor();
    expect(await kept('states')).toEqual(expect.arrayContaining(['signed-out', 'waiting', 'signed-in']));
  });

  test('shows why a sign-in failed, as an alert, and offers it again', async () => {
    await show(
      {
        ...started,
        'attempts/a': ok({
          status: 'failed',
          error: { code: 'access-denied', message: 'You declined.', advice: 'Try again.' },
        }),
      },
      'Sign in with Work',
    );
    await press('Sign in with Work');
    expect(await page.getByRole('alert').textContent()).toBe('You declined. Try again.');
    expect(await violations()).toEqual([]);
  });

  test('signs out, and offers to end the session at the provider', async () => {
    await show(
      {
        ...signedOut,
        session: ok({ ...session, accounts: [ada] }),
        'sign-out': ok({ revoked: true, endSessionUrl: 'https://id.example/end' }),
      },
      '<b>Ada</b>',
    );
    await press('Sign out <b>Ada</b>');
    await press('Sign out at the provider too');
    expect(await kept('opened')).toEqual(['https://id.example/end']);
  });

  test('adds a key: checks it, sends it once, and shows it nowhere, without a violation of axe', async () => {
    await show(
      { ...signedOut, session: ok(withKeys), 'add-key': refused('credential-rejected') },
      'Sign in with Work',
    );
    await press('Use an access token of Work');
    const field = page.getByLabel('Access token');
    expect(await field.evaluate((one: HTMLInputElement) => [one.type, one.autocomplete])).toEqual([
      'password',
      'off',
    ]);
    expect(await violations()).toEqual([]);
    await press('Create a key');
    expect(await kept('opened')).toEqual(['https://work.example/keys']);
    await page.getByLabel('User name').fill('ada');
    await field.fill('glpat-of-another-provider');
    await press('Add key');
    expect(await page.getByRole('alert').textContent()).toContain('does not begin with pat_');
    expect(await kept('calls')).not.toContain('/auth/add-key');
    await field.fill(pastedKey);
    await page.keyboard.press('Enter');
    await page.getByText('The reason. The advice.').waitFor();
    expect(await field.inputValue()).toBe('');
    const bodies = JSON.stringify(await kept('bodies'));
    expect(bodies.split(pastedKey)).toHaveLength(2);
    expect(bodies).toContain('"userName":"ada"');
    expect(await page.content()).not.toContain(pastedKey);
    await page.evaluate(
      (responses) => Object.assign((window as unknown as { responses: object }).responses, responses),
      {
        'add-key': ok(keyed),
        session: ok({ ...withKeys, accounts: [keyed] }),
      },
    );
    await field.fill(pastedKey);
    await press('Add key');
    await page.getByText('ada@example.com · access token of Work').waitFor();
    expect(await page.evaluate('document.querySelector("ddext-sign-in").shadowRoot.innerHTML')).not.toContain(
      pastedKey,
    );
  });

  test('keeps what is in the field for a key while the page gets the focus', async () => {
    await show({ ...signedOut, session: ok(withKeys) }, 'Sign in with Work');
    await press('Use an access token of Hub');
    await page.getByLabel('Access token').fill(pastedKey);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    expect(await page.getByLabel('Access token').inputValue()).toBe(pastedKey);
  });

  test('tests the connection of an account, replaces its key, and removes it, without a violation of axe', async () => {
    await show(
      {
        ...signedOut,
        session: ok({ ...withKeys, accounts: [keyed], services: [service] }),
        verify: ok({
          status: 'failed',
          problem: { code: 'credential-expired', message: 'Expired.', advice: 'Replace it.' },
        }),
        'sign-out': ok({ revoked: false, keyPage: 'https://work.example/keys' }),
      },
      'This extension uses a key that its administrator sets at Graphs, the same for every user.',
    );
    await press('Test connection of <b>Ada</b>');
    await page.getByText('Expired. Replace it.').waitFor();
    await press('Replace key of <b>Ada</b>');
    await page.getByRole('button', { name: 'Replace key', exact: true }).waitFor();
    expect(await violations()).toEqual([]);
    await press('Cancel');
    await press('Remove <b>Ada</b>');
    await press("Open the provider's page");
    expect(await kept('opened')).toEqual(['https://work.example/keys']);
  });

  test('does not offer a provider that is not configured, and says why', async () => {
    await show(signedOut, 'Home: WORK_CLIENT_ID is not set.');
    expect(await page.getByRole('button', { name: 'Sign in with Home' }).isDisabled()).toBe(true);
  });

  test('keeps the focus when the focused control is removed', async () => {
    await show(started, 'Sign in with Work');
    await page.getByRole('button', { name: 'Sign in with Work', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Finish signing in with Work in your browser.').waitFor();
    expect(await page.evaluate('document.activeElement.localName')).toBe('ddext-sign-in');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.textContent')).toBe(
      'Open the browser again',
    );
  });

  test('has the colors, font and radius of its custom properties', async () => {
    await show(signedOut, 'Sign in with Work', {
      html: '<main><h1>Test</h1><ddext-sign-in style="--ddext-accent: rgb(1, 2, 3); --ddext-on-accent: rgb(250, 250, 250); --ddext-radius: 9px; --ddext-font: 20px serif"></ddext-sign-in></main>',
    });
    const button = page.getByRole('button', { name: 'Sign in with Work', exact: true });
    const styles = await button.evaluate((one) => {
      const { backgroundColor, color, borderRadius, fontSize } = getComputedStyle(one);
      return { backgroundColor, color, borderRadius, fontSize };
    });
    expect(styles).toEqual({
      backgroundColor: 'rgb(1, 2, 3)',
      color: 'rgb(250, 250, 250)',
      borderRadius: '9px',
      fontSize: '20px',
    });
  });

  test('calls the prefix of its attribute, and stops when it is removed', async () => {
    await show(
      { '/own/unlock': ok({ used: 0, callerToken: 'token' }), '/own/session': ok(session) },
      'Sign in with Work',
      {
        html: '<main><h1>Test</h1><ddext-sign-in prefix="/own" extension-id="acme/things"></ddext-sign-in></main>',
      },
    );
    await page.evaluate(() => document.querySelector('ddext-sign-in')?.remove());
    const before = (await kept<string[]>('calls')).length;
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    expect((await kept<string[]>('calls')).length).toBe(before);
    expect((await kept<string[]>('calls')).every((url) => url.startsWith('/own/'))).toBe(true);
  });
});
