import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, noChromium, photograph } from './support/chromium.ts';
import { type Dev, startDev } from './support/dev.ts';
import { createWithPackages, run } from './support/workspace.ts';

const inChromium = noChromium ? test.skip : test;
let workspace: string;
let dotEnv: string;
let dev: Dev;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (noChromium) return;
  workspace = await createWithPackages('try-here', '--image', 'acme/try-here');
  dotEnv = join(workspace, '.env');
  dev = await startDev('pnpm', ['dev'], workspace);
  browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
});

afterEach(() => {
  if (!noChromium) rmSync(dotEnv, { force: true });
});

afterAll(async () => {
  await browser?.close();
  await dev?.interrupt();
});

const steps = () => page.getByRole('list', { name: 'Steps' });

async function begin(): Promise<void> {
  await page.goto(dev.dashboardUrl);
  await page.getByRole('button', { name: 'Connection test' }).click();
  // A connection test stays on the page until another one starts, also after a reload.
  const other = page.getByRole('button', { name: 'Other provider' });
  const first = page.getByRole('button', { name: 'Test OpenID Connect (oidc)' });
  await other.or(first).first().waitFor();
  if (await other.isVisible()) await other.click();
  await first.click();
}

/** Presses "Next step" until a number of steps have run. A step that has run has a mark. */
async function makeSteps(count: number): Promise<void> {
  while ((await steps().getByRole('img').count()) < count) {
    const made = await steps().getByRole('img').count();
    await page.getByRole('button', { name: 'Next step' }).click();
    await steps().getByRole('img').nth(made).waitFor();
  }
}

describe(`a developer who tests a connection in Chromium ${noChromium ?? ''}`, () => {
  inChromium('sees every step pass with the test identity provider', async () => {
    await begin();
    await makeSteps(3);
    await photograph(page, 'try-1-request');
    const opening = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Open in browser' }).click();
    const tab = await opening;
    await tab.getByRole('button', { name: 'Ada Lovelace' }).click();
    await tab.getByRole('button', { name: 'Allow' }).click();
    await tab.getByRole('link', { name: 'Return to the dashboard' }).waitFor();
    await photograph(tab, 'try-2-came-back');
    await makeSteps(8);
    await page.getByText('OpenID Connect itself was not contacted').waitFor();
    expect(await steps().getByRole('img', { name: 'done' }).count()).toBe(8);
    await photograph(page, 'try-3-done');
    expect(await run('pnpm', ['try', 'oidc'], { cwd: workspace }).catch(String)).toContain(
      `Test the connection there: ${new URL('/', dev.dashboardUrl)}#connection-test`,
    );
  });

  inChromium(
    'reads the cause of a wrong issuer and the setting to fix, and continues after the fix',
    async () => {
      writeFileSync(dotEnv, 'OIDC_CLIENT_ID=mine\nOIDC_ISSUER=http://127.0.0.1:9\n');
      await begin();
      await makeSteps(2);
      await steps().getByText('Could not reach 127.0.0.1:9').waitFor();
      await steps().getByText('Correct OIDC_ISSUER').waitFor();
      await photograph(page, 'try-4-wrong-issuer');
      rmSync(dotEnv);
      await page.getByRole('button', { name: 'Start again' }).click();
      await steps().getByRole('img', { name: 'failed' }).waitFor({ state: 'detached' });
      await makeSteps(2);
      expect(await steps().getByRole('img', { name: 'done' }).count()).toBe(2);
    },
  );
});
