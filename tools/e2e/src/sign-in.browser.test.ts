import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, noChromium } from './support/chromium.ts';
import { type Dev, startDev } from './support/dev.ts';
import { documentedPicture } from './support/documented-picture.ts';
import { Person } from './support/person.ts';
import { workspace } from './support/workspace.ts';

const inChromium = noChromium ? test.skip : test;
let dev: Dev;
let browser: Browser;

beforeAll(async () => {
  if (noChromium) return;
  dev = await startDev('pnpm', ['dev'], workspace);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await dev?.interrupt();
});

describe(`a user in Chromium ${noChromium ?? ''}`, () => {
  inChromium('signs in, sees the account name, also after a reload, and signs out', async () => {
    const person = await Person.at(browser, dev.dashboardUrl, 'sign-in');
    const { extension, dashboard } = person;
    await extension.getByRole('button', { name: 'Sign in with OpenID Connect' }).waitFor();
    await person.picture('signed-out');
    await documentedPicture(dashboard, 'tutorial/1-signed-out', 500);

    const tab = await person.press('Sign in with OpenID Connect');
    await extension.getByRole('status').getByText('in your browser').waitFor();
    await person.picture('waiting');
    await tab.setViewportSize({ width: 640, height: 500 });
    await person.signInAs('Ada Lovelace', tab, {
      chooses: () => documentedPicture(tab, 'tutorial/2-choose-a-user', 500),
      allows: () => documentedPicture(tab, 'tutorial/3-allow', 500),
    });

    const signedIn = extension.getByRole('heading', { name: 'Ada Lovelace' });
    await signedIn.waitFor();
    await dashboard.getByRole('status').getByText('Docker Desktop was brought to the front').waitFor();
    await person.picture('signed-in');

    await dashboard.reload();
    await signedIn.waitFor();
    await person.picture('after-a-reload');
    // The log below contains the calls of this run.
    await documentedPicture(dashboard, 'signed-in', 500);

    await dashboard.emulateMedia({ colorScheme: 'dark' });
    await person.picture('dark');
    await dashboard.emulateMedia({ colorScheme: 'light' });

    await extension.getByRole('button', { name: 'Sign out' }).click();
    await extension.getByRole('button', { name: 'Sign in with OpenID Connect' }).waitFor();
    await person.picture('signed-out-again');
    await person.close();
  });

  inChromium('denies access at the provider, is told so, and can retry', async () => {
    const person = await Person.at(browser, dev.dashboardUrl, 'refusal');
    const tab = await person.press('Sign in with OpenID Connect');
    await tab.getByRole('button', { name: 'Grace Hopper' }).click();
    await tab.getByRole('button', { name: 'Deny' }).click();
    await tab.getByRole('heading', { name: 'The sign-in to Signed in failed' }).waitFor();
    await person.picture('the-page-after-refusing', tab);
    await person.extension.getByRole('alert').getByText('declined access').waitFor();
    await person.picture('the-extension-after-refusing');
    await person.extension.getByRole('button', { name: 'Sign in with OpenID Connect' }).waitFor();
    await person.close();
  });

  inChromium('cancels while waiting and sees the sign-in button again', async () => {
    const person = await Person.at(browser, dev.dashboardUrl, 'giving-up');
    const tab = await person.press('Sign in with OpenID Connect');
    await person.extension.getByRole('button', { name: 'Cancel' }).click();
    await person.extension.getByRole('button', { name: 'Sign in with OpenID Connect' }).waitFor();
    expect(await person.extension.getByRole('alert').count()).toBe(0);
    await person.signInAs('Grace Hopper', tab);
    await tab.getByRole('heading', { name: 'The sign-in to Signed in failed' }).waitFor();
    await person.close();
  });

  inChromium("closes the provider's page, and opens it again or in another browser", async () => {
    const person = await Person.at(browser, dev.dashboardUrl, 'again');
    const { extension, dashboard } = person;
    const lost = await person.press('Sign in with OpenID Connect');
    await extension.getByRole('button', { name: 'Copy link' }).waitFor();
    await lost.close();
    await dashboard.reload();
    await extension.getByText('still waiting here?').waitFor();
    await person.picture('waiting-after-a-reload');
    const again = await person.press('Open the browser again');
    await again.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
    await dashboard.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await extension.getByRole('button', { name: 'Copy link' }).click();
    await extension.getByRole('button', { name: 'Link copied' }).waitFor();
    await person.picture('the-link');

    const other = await browser.newPage();
    const callback = other.waitForRequest(/127\.0\.0\.1:\d+\/callback\//);
    await other.goto(await dashboard.evaluate(() => navigator.clipboard.readText()));
    await person.signInAs('Ada Lovelace', other);
    await extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();

    const url = (await callback).url();
    const pageOf = async (page: Page) => (await page.request.get(url)).text();
    expect(await pageOf(other)).toContain('You are signed in to Signed in');
    expect(await pageOf(again)).toContain('This sign-in has expired or was already completed.');
    await extension.getByRole('button', { name: 'Sign out' }).click();
    await extension.getByRole('button', { name: 'Sign in with OpenID Connect' }).waitFor();
    await other.context().close();
    await person.close();
  });
});
