import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { createNodeDdClient } from '../ddclient/node.ts';
import type { Simulator } from '../options.ts';
import { startSimulator } from '../start.ts';
import { launchChromium, noChromium, photograph } from '../testing/clients/chromium.ts';
import { withoutToken } from '../testing/clients/get-entered.ts';
import { pageProblems } from '../testing/clients/page-checks.ts';
import { createExtension, extensionId, type Fixture } from '../testing/extensions/fixture.ts';

const why = noChromium ? `${noChromium} ` : '';
const inChromium = noChromium ? test.skip : test;

/** A page that shows its environment and has a button for each call. */
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hello</title>
<link rel="stylesheet" href="./style.css"><script type="module" src="./app.js"></script></head>
<body><h1>Hello</h1><p>This extension greets the signed-in user.</p>
<dl><dt>ddClient before modules</dt><dd id="client"></dd><dt>MUI themes</dt><dd id="themes"></dd>
<dt>location.search</dt><dd id="search"></dd><dt>Backend</dt><dd id="hello"></dd></dl>
<button id="sign-in">Sign in</button> <button id="toast">Toast</button>
<button id="tab">Sign in through the tab</button> <button id="link">Open docker-desktop:</button><p id="refused"></p></body></html>`;

const script = (port: number) => `
const { ddClient } = window;
const show = (id, text) => { document.getElementById(id).textContent = text; };
show('client', ddClient ? ddClient.extension.image : 'missing');
show('themes', [window.__ddMuiV5Themes, window.__ddMuiV6Themes].map((t) => t.dark.palette.mode).join());
show('search', location.search || 'empty');
ddClient.extension.vm.service.get('/hello').then((answer) => show('hello', answer.hello));
const on = (id, action) => document.getElementById(id).addEventListener('click', action);
on('toast', () => ddClient.desktopUI.toast.success('Saved <b>your</b> settings'));
on('sign-in', () => ddClient.host.openExternal('http://127.0.0.1:${port}/login'));
on('tab', async () => ddClient.host.openExternal(await ddClient.extension.vm.service.get('/tab-login')));
on('link', () => {
  try { ddClient.host.openExternal('docker-desktop://dashboard/open'); }
  catch (error) { show('refused', error.name); }
});`;

const style = `:root{color-scheme:light dark}body{font:14px system-ui;padding:24px 32px;margin:0}
h1{font-weight:500;margin:0}dl{display:grid;grid-template-columns:200px 1fr;gap:8px}dd{margin:0}
button{padding:8px 16px;border:0;border-radius:6px;background:#1d63ed;color:#fff;font:inherit}`;

let fixture: Fixture;
let simulator: Simulator;
let browser: Browser;
let context: BrowserContext;
let dashboard: Page;
let frame: FrameLocator;

beforeAll(async () => {
  if (noChromium) return;
  fixture = await createExtension({ 'dist/index.html': page, 'dist/style.css': style });
  await writeFile(`${fixture.directory}/dist/app.js`, script(fixture.port));
  [simulator, browser] = await Promise.all([startSimulator(fixture.options), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await simulator?.close();
  await fixture?.remove();
});

beforeEach(async () => {
  if (noChromium) return;
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  dashboard = await context.newPage();
  await dashboard.goto(simulator.dashboardUrl);
  frame = dashboard.frameLocator('main iframe');
  await frame.getByText('world').waitFor();
});

describe(`${why}the dashboard in Chromium`, () => {
  inChromium('shows a file dialog of the extension, and returns the path that the user types', async () => {
    const client = await createNodeDdClient({ extensionUrl: simulator.extensionUrl, openExternal: () => {} });
    const open = () => client.desktopUI.dialog.showOpenDialog({ properties: ['openDirectory'] });
    const result = open();
    const dialog = dashboard.getByRole('dialog', { name: 'Open' });
    const field = dialog.getByRole('textbox', { name: 'Path of the folder' });
    await field.fill('/does/not/exist');
    await field.press('Enter');
    await dialog.getByText('"/does/not/exist" does not exist.').waitFor();
    expect(await pageProblems(dashboard, 'open-dialog')).toEqual([]);
    await field.fill(fixture.directory);
    await dialog.getByRole('button', { name: 'Open' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await result).toEqual({ canceled: false, filePaths: [fixture.directory] });
    const again = open();
    await field.press('Escape');
    expect(await again).toEqual({ canceled: true, filePaths: [] });
  });

  inChromium('reports a backend that exited, with its last lines, until it runs again', async () => {
    const client = await createNodeDdClient({ extensionUrl: simulator.extensionUrl, openExternal: () => {} });
    await client.extension.vm?.service?.get('/stop').catch(() => {});
    const notice = dashboard.getByRole('alert');
    await notice.getByText('The backend ended with code 3.').waitFor();
    await notice.getByText('stopping with').waitFor();
    expect(await pageProblems(dashboard, 'backend-stopped')).toEqual([]);
    await notice.getByRole('button', { name: 'Restart backend' }).focus();
    await dashboard.keyboard.press('Enter');
    await notice.waitFor({ state: 'hidden' });
    expect(await client.extension.vm?.service?.get('/hello')).toEqual({ hello: 'world' });
    // The focus does not fall to the start of the page when the notice disappears.
    await dashboard
      .getByRole('heading', { level: 1, name: 'Hello' })
      .and(dashboard.locator(':focus'))
      .waitFor();
  });

  inChromium('opens, filters and copies a call with the keyboard, and masks its secrets', async () => {
    const client = await createNodeDdClient({ extensionUrl: simulator.extensionUrl, openExternal: () => {} });
    const url = '/refusal?code=s3cret-value';
    const headers = { authorization: 'Bearer s3cret-value', 'x-anything': 's3cret-value' };
    const data = { user: "ada's", refresh_token: 's3cret-value', cookie: 's3cret-value' };
    const service = client.extension.vm?.service;
    await service?.request({ method: 'POST', url, headers, data }).catch(() => {});
    await client.extension.host?.cli.exec('tool', ['--password', 's3cret-value']).catch(() => {});
    await client.desktopUI.navigate.viewVolumes();
    await dashboard.getByRole('region', { name: 'Calls that are not served' }).getByText('served: ').click();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const panel = dashboard.getByRole('region', { name: 'ddClient calls' });
    const rows = panel.getByRole('listitem');
    await rows.filter({ hasText: 'extension.host.cli.exec' }).waitFor();

    await panel.getByRole('searchbox', { name: 'Filter calls by text' }).fill('refusal');
    await panel.getByText(/^1 of \d+ calls match\.$/).waitFor();
    await panel.getByRole('searchbox').fill('');
    await panel.getByRole('combobox', { name: 'Kind of call' }).selectOption('Backend requests');
    await panel.getByRole('checkbox', { name: 'Failed only' }).check();
    const states = await rows.locator('.state').allTextContents();
    expect(new Set(states)).toEqual(new Set(['✗ Failed']));

    await dashboard.keyboard.press('Tab');
    await panel.getByRole('button', { name: 'Clear' }).and(dashboard.locator(':focus')).waitFor();
    await dashboard.keyboard.press('Tab');
    await dashboard.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'Request POST /refusal?code=•••' }).waitFor();
    await panel.getByRole('heading', { name: 'Response HTTP 404' }).waitFor();
    await panel.getByText('Cannot POST /refusal').last().waitFor();
    expect(await rows.getByRole('definition').allTextContents()).toEqual(
      expect.arrayContaining(['application/json', 'Bearer •••', '•••']),
    );
    expect(await pageProblems(dashboard, 'call-open')).toEqual([]);
    for (const [name, expected] of [
      ['Copy as JSON', '"refresh_token": "•••"'],
      ['Copy as curl', String.raw`'{"user":"ada'\''s","refresh_token":"•••","cookie":"•••"}'`],
    ] as const) {
      await dashboard.keyboard.press('Tab');
      await panel.getByRole('button', { name }).and(dashboard.locator(':focus')).waitFor();
      await dashboard.keyboard.press('Enter');
      await panel.getByRole('button', { name: 'Copied' }).and(dashboard.locator(':focus')).waitFor();
      const copied = await dashboard.evaluate(() => navigator.clipboard.readText());
      expect(copied).toContain(expected);
      expect(copied).not.toContain('s3cret-value');
    }
    expect(await dashboard.content()).not.toContain('s3cret-value');
  });

  inChromium('opens and closes its navigation in a narrow window with the keyboard', async () => {
    await dashboard.setViewportSize({ width: 390, height: 844 });
    await dashboard.reload();
    await frame.getByText('world').waitFor();
    const menu = dashboard.getByRole('button', { name: 'Menu' });
    const entry = (name: string) => dashboard.getByRole('navigation').getByRole('button', { name });
    await menu.focus();
    await dashboard.keyboard.press('Enter');
    await entry('Hello').and(dashboard.locator(':focus')).waitFor();
    expect(await pageProblems(dashboard, 'menu-open')).toEqual([]);
    await dashboard.setViewportSize({ width: 390, height: 844 });
    await dashboard.keyboard.press('Escape');
    await menu.and(dashboard.locator(':focus')).waitFor();
    await dashboard.keyboard.press('Enter');
    await entry('Builds').click();
    await dashboard.getByRole('heading', { name: 'Builds' }).and(dashboard.locator(':focus')).waitFor();
    expect(await entry('Builds').isVisible()).toBe(false);
    expect(await pageProblems(dashboard, 'empty-place')).toEqual([]);
  });

  inChromium('is reachable with Tab in the order of the page, always with a visible focus', async () => {
    const client = await createNodeDdClient({ extensionUrl: simulator.extensionUrl, openExternal: () => {} });
    await client.desktopUI.navigate.viewVolumes();
    await dashboard.getByRole('region', { name: 'Calls that are not served' }).waitFor();
    await dashboard.getByRole('button', { name: 'Containers' }).click();
    const panel = dashboard.getByRole('region', { name: 'ddClient calls' });
    await panel.getByRole('button', { name: 'Clear' }).click();
    await dashboard.getByRole('combobox', { name: 'Simulated host' }).focus();
    const walked: string[] = [];
    const expected = [
      ...['Containers', 'Images', 'Volumes', 'Builds', 'Hello', 'Connection test'],
      expect.stringMatching(/^Calls that are not served: \d$/),
      ...['ddClient calls', 'Filter calls by text', 'Kind of call', 'Failed only', 'Clear'],
    ];
    for (const _ of expected) {
      await dashboard.keyboard.press('Tab');
      walked.push(
        await dashboard.evaluate(() => {
          const focused = document.activeElement as HTMLInputElement;
          const text = focused.labels?.[0]?.innerText ?? focused.innerText;
          const isVisible = getComputedStyle(focused).outlineStyle !== 'none' && focused.checkVisibility();
          const name = focused.getAttribute('aria-label') ?? text.split('\n')[0] ?? '';
          return `${name.trim()}${isVisible ? '' : ' (invisible)'}`;
        }),
      );
    }
    expect(walked).toEqual(expected);
    // The last element is no trap.
    await dashboard.keyboard.press('Tab');
    expect(
      await dashboard.getByRole('button', { name: 'Clear' }).and(dashboard.locator(':focus')).count(),
    ).toBe(0);
  });

  inChromium('lists the extension in the navigation and gives its frame a title', async () => {
    await expect(
      dashboard.getByRole('navigation').getByRole('button', { name: 'Hello' }).count(),
    ).resolves.toBe(1);
    expect(await dashboard.locator('main iframe').getAttribute('title')).toBe('Extension Hello');
  });

  inChromium('window.ddClient and the MUI themes are set before app code', async () => {
    expect(await frame.locator('#client').textContent()).toBe(`${extensionId}:1.0.0`);
    expect(await frame.locator('#themes').textContent()).toBe('dark,dark');
  });

  inChromium('a vm.service call appears in the panel with its result', async () => {
    const call = dashboard.getByRole('region', { name: 'ddClient calls' }).getByRole('listitem').first();
    await call.getByText('{"hello":"world"}').waitFor();
    expect(await call.locator('.method').textContent()).toBe('extension.vm.service.get');
    expect(await call.locator('.args').textContent()).toBe('/hello');
  });

  inChromium('a toast shows markup as text', async () => {
    await frame.getByRole('button', { name: 'Toast' }).click();
    await dashboard.getByRole('status').getByText('Saved <b>your</b> settings').waitFor();
    expect(await pageProblems(dashboard, 'toast')).toEqual([]);
  });

  inChromium('openExternal rejects docker-desktop: with a TypeError and a toast', async () => {
    await frame.getByRole('button', { name: 'Open docker-desktop:' }).click();
    await dashboard.getByRole('status').getByText('openExternal opens http and https only').waitFor();
    expect(await frame.locator('#refused').textContent()).toBe('TypeError');
  });

  inChromium('openExternal opens a real tab, in which a sign-in returns to Docker Desktop', async () => {
    const opening = context.waitForEvent('page');
    await frame.getByRole('button', { name: 'Sign in', exact: true }).click();
    const tab = await opening;
    await tab.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    await photograph(tab, 'sign-in-light');
    await tab.emulateMedia({ colorScheme: 'dark' });
    await photograph(tab, 'sign-in-dark');
    await tab.getByRole('button', { name: 'Grace Hopper' }).click();
    await tab.getByRole('button', { name: 'Use another user' }).click();
    await tab.getByRole('button', { name: 'Ada Lovelace' }).click();
    await tab.getByText('See your email address').waitFor();
    await photograph(tab, 'consent-dark');
    await tab.emulateMedia({ colorScheme: 'light' });
    await photograph(tab, 'consent-light');
    await tab.getByRole('button', { name: 'Allow' }).click();
    await tab.getByRole('heading', { name: 'Signed in as Ada Lovelace' }).waitFor();
    await tab.getByRole('link', { name: 'Back to Docker Desktop' }).click();
    await dashboard.getByRole('status').getByText('Docker Desktop was brought to the front').waitFor();
  });

  inChromium('an extension-tab link reloads the frame with the query in location.search', async () => {
    await frame.locator('#hello').evaluate((node) => node.setAttribute('data-old', ''));
    const query = `?extensionId=${encodeURIComponent(extensionId)}&code=abc&state=xyz`;
    simulator.deliver(`docker-desktop://dashboard/extension-tab${query}`);
    await frame.getByText(query).waitFor();
    expect(await frame.locator('[data-old]').count()).toBe(0);
  });

  inChromium('a sign-in through the tab puts code, state and iss into location.search', async () => {
    const opening = context.waitForEvent('page');
    await frame.getByRole('button', { name: 'Sign in through the tab' }).click();
    const tab = await opening;
    await tab.getByRole('button', { name: 'Katherine Johnson' }).click();
    await tab.getByText('you return to Docker Desktop').waitFor();
    await tab.getByRole('button', { name: 'Allow' }).click();
    await frame.getByText(/^\?extensionId=acme%2Fhello&code=.*&state=fixture-state&iss=/).waitFor();
    // The provider keeps her signed in until she signs out there.
    const provider = await context.newPage();
    await provider.goto(simulator.identityProvider.issuer);
    await photograph(provider, 'sign-out-light');
    await provider.getByRole('button', { name: 'Sign out' }).click();
    await provider.getByRole('heading', { name: 'Signed out' }).waitFor();
  });

  inChromium('a sign-in with a device code uses pages of the test identity provider', async () => {
    const { extensionUrl } = simulator;
    const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
    const device = (await client.extension.vm?.service?.get('/device-login')) as Record<string, string>;
    await dashboard.goto(device.verification_uri ?? '');
    await dashboard.getByRole('textbox', { name: 'Code' }).fill('WRNG-CODE');
    await dashboard.getByRole('button', { name: 'Continue' }).click();
    await dashboard.getByRole('alert').getByText('That code is unknown').waitFor();
    await photograph(dashboard, 'device-code-light');
    await dashboard.goto(device.verification_uri_complete ?? '');
    await dashboard.getByText(device.user_code ?? '', { exact: true }).waitFor();
    await photograph(dashboard, 'device-compare-light');
    await dashboard.getByRole('button', { name: 'It is the same' }).click();
    await dashboard.getByRole('button', { name: 'Alan Turing' }).click();
    await dashboard.getByRole('button', { name: 'Allow' }).click();
    await dashboard.getByRole('heading', { name: 'Signed in' }).waitFor();
  });

  inChromium('a blocked tab is offered as a link in the dashboard', async () => {
    await frame.locator('#client').evaluate(() => {
      window.open = () => null;
    });
    await frame.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dashboard.getByRole('status').getByText('The browser blocked the tab').waitFor();
    expect(await dashboard.getByRole('link', { name: 'Open it' }).getAttribute('href')).toMatch(/\/login$/);
    // Toasts of other tests may be shown too.
    const toast = dashboard.locator('.toast', { hasText: 'The browser blocked the tab' });
    await toast.getByRole('button', { name: 'Dismiss' }).focus();
    await dashboard.keyboard.press('Enter');
    await dashboard.getByRole('heading', { name: 'Hello' }).and(dashboard.locator(':focus')).waitFor();
  });

  inChromium('leaving the tab unloads the extension, and opening it again reloads it', async () => {
    await dashboard.getByRole('button', { name: 'Containers' }).click();
    expect(await dashboard.locator('iframe').count()).toBe(0);
    await photograph(dashboard, 'containers-light');
    await dashboard.getByRole('button', { name: 'Hello', exact: true }).click();
    await frame.getByText('world').waitFor();
    expect(await frame.locator('#search').textContent()).toBe('empty');
  });

  inChromium('the tab that followed a link shows that, and links to the dashboard', async () => {
    await dashboard.goto(
      `${withoutToken(simulator.dashboardUrl)}os/open?url=docker-desktop%3A%2F%2Fdashboard%2Fopen`,
    );
    await dashboard.getByRole('heading', { name: 'Docker Desktop opens now' }).waitFor();
    expect(await pageProblems(dashboard, 'link-delivered')).toEqual([]);
    await dashboard.getByRole('link', { name: 'Back to the dashboard' }).click();
    await frame.getByText('world').waitFor();
  });
});
