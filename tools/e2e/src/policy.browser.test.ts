import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Simulator, startSimulator } from '@ddext-oauth/simulator';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchChromium, noChromium } from './support/chromium.ts';
import { tryInPage, watchViolations } from './support/content-security-policy.ts';
import { type Dev, startDev } from './support/dev.ts';
import { savedIn } from './support/hot-update.ts';
import { createWithPackages, directory, run } from './support/workspace.ts';

const inChromium = noChromium ? test.skip : test;
const signIn = 'Sign in with OpenID Connect';

/** The directive that blocks each of these requests of the page. */
const keptOut = {
  'inline script': 'script-src-elem',
  'script of another origin': 'script-src-elem',
  'inline handler': 'script-src-attr',
  eval: 'script-src',
  'http image': 'img-src',
  'image of a local service': 'img-src',
  'http request': 'connect-src',
  base: 'base-uri',
  object: 'object-src',
  ran: 'nothing ran',
};

let browser: Browser;
let dev: Dev | undefined;
let simulator: Simulator | undefined;
let page: Page;
let withBackend: string;
let withoutBackend: string;

beforeAll(async () => {
  if (noChromium) return;
  const flags = ['--strategy', 'extension-tab', '--exchange', 'ui', '--image', 'acme/policy'];
  withoutBackend = await createWithPackages('policy', ...flags);
  withBackend = await createWithPackages('policy-backend', '--image', 'acme/policy-backend');
  // Extensions in a file: origin can read their own files, as Docker Desktop allows.
  browser = await launchChromium('--allow-file-access-from-files');
});

afterEach(async () => {
  await page?.context().close();
  await simulator?.close();
  await dev?.interrupt();
  simulator = dev = undefined;
});

afterAll(() => browser?.close());

async function newPage(): Promise<readonly string[]> {
  const context = await browser.newContext();
  page = await context.newPage();
  return watchViolations(page);
}

/** The frame of the extension, once it offers to sign in. */
async function extensionFrame(): Promise<Frame> {
  await page.frameLocator('main iframe').getByRole('button', { name: signIn }).waitFor();
  const frame = page.frames().find((one) => one !== page.mainFrame());
  if (!frame) throw new Error('The dashboard has no frame.');
  return frame;
}

async function signInAs(name: string): Promise<void> {
  const frame = await extensionFrame();
  const opening = page.context().waitForEvent('page');
  await frame.getByRole('button', { name: signIn }).click();
  const tab = await opening;
  await tab.getByRole('button', { name }).click();
  await tab.getByRole('button', { name: 'Allow' }).click();
  await page.frameLocator('main iframe').getByRole('heading', { name }).waitFor();
}

describe(`the Content-Security-Policy of an extension in pnpm dev ${noChromium ?? ''}`, () => {
  inChromium.each(['with a backend', 'without a backend'])(
    '%s is not violated by hot reload, sign-in or scripts of the simulator, and blocks other origins',
    async (which) => {
      const workspace = which === 'with a backend' ? withBackend : withoutBackend;
      dev = await startDev('pnpm', ['dev'], workspace);
      const violations = await newPage();
      const connected = page.waitForEvent('console', (message) =>
        message.text().includes('[vite] connected'),
      );
      await page.goto(dev.dashboardUrl);
      await connected;
      await extensionFrame();
      const source = join(workspace, 'ui/src/App.tsx');
      const before = readFileSync(source, 'utf8');
      try {
        await savedIn(page, source, `${before}\n// Saved once more.\n`);
        // Waits for this update too, because a busy machine would apply it during the sign-in.
        await savedIn(page, source, before);
      } finally {
        if (readFileSync(source, 'utf8') !== before) writeFileSync(source, before);
      }
      await signInAs('Ada Lovelace');
      expect(violations).toEqual([]);
      await page.frameLocator('main iframe').getByRole('button', { name: 'Sign out' }).click();
      const frame = await extensionFrame();
      expect(await tryInPage(frame)).toEqual(keptOut);
    },
  );
});

describe(`the Content-Security-Policy of a built extension ${noChromium ?? ''}`, () => {
  beforeAll(async () => {
    if (noChromium) return;
    await run('pnpm', ['build'], { cwd: withoutBackend });
  });

  inChromium('is the policy of the source, unchanged', () => {
    const policyOf = (file: string) =>
      /content="\s*(default-src[^"]*)"/.exec(readFileSync(file, 'utf8'))?.[1];
    const policy = policyOf(join(withoutBackend, 'ui/dist/index.html'));
    expect(policy).toBe(policyOf(join(withoutBackend, 'ui/index.html')));
    expect(policy).toContain("connect-src 'self' https:;");
    expect(policyOf(join(withBackend, 'ui/index.html'))).toContain("connect-src 'self';");
  });

  inChromium('blocks other origins from a file: origin, where its page renders', async () => {
    const violations = await newPage();
    // Docker Desktop's preload script sets this.
    await page.addInitScript(() => {
      const none = () => {};
      const toast = { success: none, warning: none, error: none };
      const themes = { light: { palette: { mode: 'light' } }, dark: { palette: { mode: 'dark' } } };
      const ddClient = { host: { openExternal: none }, desktopUI: { toast }, extension: {} };
      Object.assign(window, { ddClient, __ddMuiV5Themes: themes, __ddMuiV6Themes: themes });
    });
    await page.goto(pathToFileURL(join(withoutBackend, 'ui/dist/index.html')).href);
    await page.getByRole('button', { name: signIn }).waitFor();
    expect(violations).toEqual([]);
    expect(await tryInPage(page.mainFrame())).toEqual(keptOut);
  });

  inChromium('is not violated when its page signs in in the simulator', async () => {
    // Rebuilt with the URL of a provider on this machine, as for the simulator.
    const dist = mkdtempSync(join(directory, 'policy-dist-'));
    writeFileSync(join(dist, 'index.html'), 'not built yet');
    simulator = await startSimulator({
      extensionDirectory: withoutBackend,
      image: 'acme/policy',
      ui: { dist },
    });
    const { issuer, clientId } = simulator.identityProvider;
    const env = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId };
    const args = ['exec', 'vite', 'build', '--outDir', dist, '--emptyOutDir'];
    await run('pnpm', args, { cwd: join(withoutBackend, 'ui'), env: { ...process.env, ...env } });
    const violations = await newPage();
    await page.goto(simulator.dashboardUrl);
    await signInAs('Grace Hopper');
    expect(violations).toEqual([]);
  });
});
