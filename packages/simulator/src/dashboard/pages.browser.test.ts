import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createNodeDdClient } from '../ddclient/node.ts';
import { bridgePath } from '../desktop-links/bridge.ts';
import type { Simulator } from '../options.ts';
import { startSimulator } from '../start.ts';
import { launchChromium, noChromium } from '../testing/clients/chromium.ts';
import { withoutToken } from '../testing/clients/get-entered.ts';
import { keyboardProblems } from '../testing/clients/keyboard.ts';
import { pageProblems } from '../testing/clients/page-checks.ts';
import { createExtension, extensionId, type Fixture } from '../testing/extensions/fixture.ts';

const inChromium = noChromium ? test.skip : test;
const page =
  '<!doctype html><html lang="en"><head><title>Hello</title></head><body><h1>Hello</h1></body></html>';

let fixture: Fixture;
let simulator: Simulator;
let browser: Browser;
let context: BrowserContext;
let tab: Page;

beforeAll(async () => {
  if (noChromium) return;
  fixture = await createExtension({ 'dist/index.html': page });
  [simulator, browser] = await Promise.all([startSimulator(fixture.options), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await simulator?.close();
  await fixture?.remove();
});
beforeEach(async () => {
  if (noChromium) return;
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  tab = await context.newPage();
});
afterEach(() => context?.close());

const heading = (name: string) => tab.getByRole('heading', { level: 1, name }).waitFor();
const enter = async () => {
  await tab.goto(simulator.dashboardUrl);
  await heading('Hello');
};
const address = (path: string) => withoutToken(simulator.dashboardUrl) + path;
const signIn = () => tab.goto(`http://127.0.0.1:${fixture.port}/login`);
const device = async (): Promise<Record<string, string>> => {
  const { extensionUrl } = simulator;
  const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
  return (await client.extension.vm?.service?.get('/device-login')) as Record<string, string>;
};

/** The page that stands for Docker's continues without a click, as that page does. It has a button too. */
const isExpected = (problem: string) => /^bridge at \d+: meta-refresh: /.test(problem);

/** Each page beside the dashboard itself, and how a user gets there. */
const pages: Readonly<Record<string, () => Promise<unknown>>> = {
  async locked() {
    await tab.goto(address(''));
    await heading('Open the address from the terminal');
  },
  async 'locked-after-a-restart'() {
    await enter();
    await tab.evaluate(() => localStorage.clear());
    await tab.reload();
    await heading('Open the address from the terminal');
  },
  async bridge() {
    await enter();
    // The page opens the link after a second. With this status, the browser stays on the page.
    await context.route('**/os/open*', (route) => route.fulfill({ status: 204 }));
    await tab.goto(
      address(`${bridgePath.slice(1)}extension-tab?extensionId=${encodeURIComponent(extensionId)}`),
    );
    await heading('Opening Docker Desktop');
  },
  async 'bridge-without-an-extension'() {
    await enter();
    await tab.goto(address(`${bridgePath.slice(1)}extension-tab`));
    await heading('This link cannot be opened');
  },
  async 'link-not-delivered'() {
    await enter();
    await context.route('**/os/open*', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await tab.goto(address('os/open?url=docker-desktop%3A%2F%2Fdashboard%2Fopen'));
    await heading('This link cannot be opened');
  },
  async 'calls-not-served'() {
    await enter();
    const { extensionUrl } = simulator;
    const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
    await client.desktopUI.navigate.viewVolumes();
    await tab.getByRole('region', { name: 'Calls that are not served' }).getByText('served: ').click();
  },
  async 'provider-choose-a-user'() {
    await signIn();
    await tab.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
  },
  async 'provider-consent'() {
    await signIn();
    await tab.getByRole('button', { name: 'Ada Lovelace' }).click();
    await tab.getByRole('button', { name: 'Allow' }).waitFor();
  },
  async 'provider-error'() {
    await tab.goto(`${simulator.identityProvider.issuer}/auth?client_id=unknown&response_type=code`);
    await heading('Something is wrong with this request');
  },
  async 'provider-sign-out'() {
    await signIn();
    await tab.getByRole('button', { name: 'Ada Lovelace' }).click();
    await tab.getByRole('button', { name: 'Allow' }).click();
    await heading('Signed in as Ada Lovelace');
    await tab.goto(simulator.identityProvider.issuer);
    await tab.getByRole('button', { name: 'Sign out' }).waitFor();
  },
  async 'provider-device-code'() {
    await tab.goto((await device()).verification_uri ?? '');
    await tab.getByRole('textbox', { name: 'Code' }).fill('WRNG-CODE');
    await tab.getByRole('button', { name: 'Continue' }).click();
    await tab.getByRole('alert').waitFor();
  },
  async 'provider-compare-device-code'() {
    await tab.goto((await device()).verification_uri_complete ?? '');
    await tab.getByRole('button', { name: 'It is the same' }).waitFor();
  },
};

describe(`the pages of the simulator ${noChromium ?? ''}`, () => {
  for (const [name, open] of Object.entries(pages))
    inChromium(`${name} is accessible, fits every width, and can be used with the keyboard`, async () => {
      await open();
      const problems = await pageProblems(tab, name);
      expect(problems.filter((problem) => !isExpected(problem))).toEqual([]);
      expect(await keyboardProblems(tab)).toEqual([]);
    });
});
