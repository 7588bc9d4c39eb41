import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import type { Simulator, SimulatorOptions } from '../options.ts';
import { startSimulator } from '../start.ts';
import { launchChromium, noChromium, photograph } from '../testing/clients/chromium.ts';
import { withoutToken } from '../testing/clients/get-entered.ts';
import { createExtension, type Fixture } from '../testing/extensions/fixture.ts';

const why = noChromium ? `${noChromium} ` : '';
const inChromium = noChromium ? test.skip : test;

/** A page that shows its query and signs in with each redirect URI. */
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hello</title>
<script type="module" src="./app.js"></script></head><body><p id="search"></p>
<button id="tab">tab</button> <button id="bridge">bridge</button> <button id="callback">callback</button></body></html>`;

const script = (port: number) => `
const { ddClient } = window;
document.getElementById('search').textContent = location.search || 'opened with nothing';
const { service } = ddClient.extension.vm;
const addresses = {
  tab: () => service.get('/tab-login'),
  bridge: () => service.get('/bridge-login'),
  callback: () => 'http://127.0.0.1:${port}/login',
};
for (const [id, address] of Object.entries(addresses)) {
  document.getElementById(id).addEventListener('click', async () => ddClient.host.openExternal(await address()));
}`;

const delivered = /^\?extensionId=acme%2Fhello&code=[^&]+&state=fixture-state&iss=/;

let fixture: Fixture;
let browser: Browser;
let simulator: Simulator;
let context: BrowserContext;
let dashboard: Page;
let frame: FrameLocator;

beforeAll(async () => {
  if (noChromium) return;
  fixture = await createExtension({ 'dist/index.html': page });
  await writeFile(`${fixture.directory}/dist/app.js`, script(fixture.port));
  browser = await launchChromium();
});

afterEach(async () => {
  await context?.close();
  await simulator?.close();
});

afterAll(async () => {
  await browser?.close();
  await fixture?.remove();
});

async function openDashboard(options: Partial<SimulatorOptions> = {}): Promise<void> {
  simulator = await startSimulator({ ...fixture.options, ...options });
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  dashboard = await context.newPage();
  await dashboard.goto(simulator.dashboardUrl);
  frame = dashboard.frameLocator('main iframe');
  await frame.getByText('opened with nothing').waitFor();
}

/** Signs in as Ada with one of the redirect URIs, and stops at the consent page. */
async function signInUpToConsent(way: 'tab' | 'bridge' | 'callback'): Promise<Page> {
  const opening = context.waitForEvent('page');
  await frame.getByRole('button', { name: way }).click();
  const tab = await opening;
  await tab.getByRole('button', { name: 'Ada Lovelace' }).click();
  await tab.getByRole('button', { name: 'Allow' }).waitFor();
  return tab;
}

const allow = (tab: Page) => tab.getByRole('button', { name: 'Allow' }).click();

/** Waits for the console message of a blocked form, which the user does not see. */
function blocked(tab: Page): Promise<unknown> {
  return tab.waitForEvent('console', (message) => message.text().includes('form-action'));
}

describe(`${why}a sign-in through the extension's tab in Chromium`, () => {
  inChromium('returns through the bridge page, which names the page that it simulates', async () => {
    await openDashboard();
    const tab = await signInUpToConsent('bridge');
    await tab.getByText('you return to open.docker.com').waitFor();
    // The bridge opens the link after a second, and its tab then closes. The link waits here for the picture.
    let openLink = () => {};
    const photographed = new Promise<void>((resolve) => {
      openLink = resolve;
    });
    await context.route('**/os/open?*', async (route) => {
      await photographed;
      await route.continue();
    });
    await allow(tab);
    await tab.getByText('in place of Docker’s page at open.docker.com').waitFor();
    await photograph(tab, 'bridge-light');
    openLink();
    await frame.getByText(delivered).waitFor();
  });

  inChromium('returns through the button of the bridge page', async () => {
    await openDashboard();
    const search = '?extensionId=acme%2Fhello&code=abc&state=fixture-state&iss=x';
    await dashboard.goto(`${withoutToken(simulator.dashboardUrl)}bridge/dashboard/extension-tab${search}`);
    await dashboard.getByRole('link', { name: 'Open Docker Desktop' }).click();
    await dashboard.getByRole('heading', { name: 'Docker Desktop opens now' }).waitFor();
    await dashboard.getByRole('link', { name: 'Back to the dashboard' }).click();
    await frame.getByText(search).waitFor();
  });

  inChromium('reloads the tab without parameters in a Docker Desktop that drops them', async () => {
    await openDashboard({ tabParameters: 'dropped' });
    await frame.locator('body').evaluate((body) => body.setAttribute('data-old', ''));
    const tab = await signInUpToConsent('tab');
    await allow(tab);
    await frame.locator('body:not([data-old])').getByText('opened with nothing').waitFor();
  });

  inChromium.each([
    ['tab', "'self'"],
    ['tab', '*'],
    ['bridge', "'self'"],
  ] as const)('by the %s is silently blocked when form-action is %s', async (way, formAction) => {
    await openDashboard({ formAction });
    const tab = await signInUpToConsent(way);
    const { href } = new URL(tab.url());
    await Promise.all([blocked(tab), allow(tab)]);
    // The panel shows all delivered links in order, so a link before this one would be visible.
    simulator.deliver('docker-desktop://dashboard/open');
    const arrived = dashboard.locator('.call', { hasText: 'operating system: open link' });
    await arrived.first().waitFor();
    expect(await arrived.count()).toBe(1);
    expect(await frame.locator('#search').textContent()).toBe('opened with nothing');
    expect(tab.url()).toBe(href);
  });

  inChromium('by the bridge is allowed by a form-action with https:', async () => {
    await openDashboard({ formAction: "'self' https:" });
    await allow(await signInUpToConsent('bridge'));
    await frame.getByText(delivered).waitFor();
  });

  inChromium('is blocked by form-action on the published port too', async () => {
    await openDashboard({ formAction: "'self'" });
    const tab = await signInUpToConsent('callback');
    await Promise.all([blocked(tab), allow(tab)]);
    expect(tab.url()).toContain('/interaction/');
  });
});
