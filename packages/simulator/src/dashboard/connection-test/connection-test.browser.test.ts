import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Simulator } from '../../options.ts';
import { startSimulator } from '../../start.ts';
import { launchChromium, noChromium, photograph } from '../../testing/clients/chromium.ts';
import { pageProblems } from '../../testing/clients/page-checks.ts';
import { backendCommand, type Fixture } from '../../testing/extensions/fixture.ts';
import { createTestableExtension } from '../../testing/extensions/testable-extension.ts';

const why = noChromium ? `${noChromium} ` : '';
const inChromium = noChromium ? test.skip : test;

let browser: Browser;
let fixture: Fixture;
let simulator: Simulator;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  if (!noChromium) browser = await launchChromium();
});
afterAll(() => browser?.close());
afterEach(async () => {
  await context?.close();
  await simulator?.close();
  await fixture?.remove();
});

async function start(strategy: Parameters<typeof createTestableExtension>[0], dotEnv = ''): Promise<void> {
  fixture = await createTestableExtension(strategy, { '.env': dotEnv });
  simulator = await startSimulator({ ...fixture.options, backend: { command: backendCommand } });
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  await page.goto(simulator.dashboardUrl);
  await page.getByRole('button', { name: 'Connection test' }).click();
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
/** A completed step. */
const step = (title: string) =>
  page
    .getByRole('list', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ has: page.getByText(title, { exact: true }).and(page.locator('strong')) });
const steps = {
  settings: 'Settings',
  endpoints: 'Endpoints of the provider',
  request: 'Authorization request',
};

async function make(...titles: string[]): Promise<void> {
  for (const title of titles) {
    await button('Next step').click();
    await step(title).getByRole('img').waitFor();
  }
}

async function signIn(): Promise<Page> {
  const opening = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Open in browser' }).click();
  const tab = await opening;
  await tab.getByRole('button', { name: 'Ada Lovelace' }).click();
  await tab.getByRole('button', { name: 'Allow' }).click();
  return tab;
}

describe(`${why}the connection test in Chromium`, () => {
  inChromium('passes step by step, with the keyboard only, except for the sign-in', async () => {
    await start('backend-callback');
    await button('Test Work (work)').waitFor();
    await button('Test GitHub (code)').waitFor();
    expect(await pageProblems(page, 'connection-test-providers')).toEqual([]);
    await button('Test Work (work)').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Connection test: Work' }).and(page.locator(':focus')).waitFor();
    await button('Next step').focus();
    for (const title of Object.values(steps)) {
      await page.keyboard.press('Enter');
      await step(title).getByRole('img', { name: 'done' }).waitFor();
    }
    // Focus moves to the next action when its button disappears.
    await page.getByRole('link', { name: 'Open in browser' }).and(page.locator(':focus')).waitFor();
    await step(steps.request).getByText('the hash of a secret that the exchange has to show').waitFor();
    expect(await pageProblems(page, 'connection-test-request')).toEqual([]);

    const tab = await signIn();
    await tab.getByRole('heading', { name: 'The browser returned' }).waitFor();
    await photograph(tab, 'connection-test-came-back-light');
    await step('Callback in the browser').getByRole('img', { name: 'done' }).waitFor();
    await make('Token response', 'User info', 'Refresh', 'Revocation');
    await page.getByRole('status').getByText('Work itself was not contacted').waitFor();
    expect(await page.getByRole('list', { name: 'Steps' }).getByRole('img', { name: 'done' }).count()).toBe(
      8,
    );
    await step('User info').getByText('Ada Lovelace signed in.').click();
    expect(await pageProblems(page, 'connection-test-done')).toEqual([]);

    await page.reload();
    await button('Connection test').click();
    await step('Revocation').getByText('The tokens were revoked.').waitFor();
    await button('Other provider').click();
    await button('Test GitHub (github)').waitFor();
  });

  inChromium(
    'receives the link to the tab, and a link opens the connection test in another tab',
    async () => {
      await start('extension-tab');
      await button('Test GitHub (github)').click();
      await make(...Object.values(steps));
      // The tab closes itself after it delivers the link.
      await signIn();
      await page.getByRole('status').getByText('The browser returned').first().waitFor();
      await make('Token response');
      expect(await page.locator('iframe').count()).toBe(0);
      const another = await context.newPage();
      await another.goto(`${simulator.dashboardUrl}#connection-test`);
      await another.getByRole('heading', { name: 'Connection test: GitHub' }).waitFor();
    },
  );

  inChromium('names the cause and the setting to fix, and passes after the fix', async () => {
    await start('backend-callback', 'WORK_CLIENT_ID=mine\nWORK_ISSUER=http://127.0.0.1:9\n');
    await button('Test Work (work)').click();
    await make('Settings', 'Endpoints of the provider');
    await step('Endpoints of the provider').getByRole('img', { name: 'failed' }).waitFor();
    await step('Endpoints of the provider').getByText('Could not reach 127.0.0.1:9').waitFor();
    await step('Endpoints of the provider').getByText('Correct WORK_ISSUER').waitFor();
    expect(await pageProblems(page, 'connection-test-failed')).toEqual([]);
    await writeFile(join(fixture.directory, '.env'), '');
    await button('Start again').click();
    await step('Endpoints of the provider').waitFor({ state: 'detached' });
    await make('Settings', 'Endpoints of the provider');
    await step('Endpoints of the provider').getByRole('img', { name: 'done' }).waitFor();
  });

  inChromium(
    'rejects a URL that is not the callback, and lists reasons why a browser does not return',
    async () => {
      await start('extension-tab');
      await button('Test Work (work)').click();
      await make(...Object.values(steps));
      const field = page.getByRole('textbox', { name: 'Or paste the final URL' });
      await field.fill('docker-desktop://dashboard/extension-tab?extensionId=acme/hello');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText('neither a code nor an error').waitFor();
      expect(await pageProblems(page, 'connection-test-address')).toEqual([]);
      expect(await field.inputValue()).toBe('');
      await button('The browser did not return').click();
      await step('Callback in the browser').getByText('no Docker Desktop took the link').waitFor();
      await photograph(page, 'connection-test-no-answer-light');
    },
  );
});
