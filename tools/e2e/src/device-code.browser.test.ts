import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium, noChromium } from './support/chromium.ts';
import { type Dev, startDev } from './support/dev.ts';
import { Person } from './support/person.ts';
import { addDeviceCode, createWithPackages, edit } from './support/workspace.ts';

const inChromium = noChromium ? test.skip : test;
let workspace: string;
let dev: Dev;
let browser: Browser;

beforeAll(async () => {
  if (noChromium) return;
  workspace = await createWithPackages('by-code', '--image', 'acme/by-code', '--title', 'By code');
  addDeviceCode(workspace);
  dev = await startDev('pnpm', ['dev'], workspace);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await dev?.interrupt();
});

describe(`a user with a device code ${noChromium ?? ''}`, () => {
  inChromium('compares the code, signs in on another device, and sees the account name', async () => {
    const person = await Person.at(browser, dev.dashboardUrl, 'device');
    const { extension } = person;
    await extension.getByRole('button', { name: 'Use a code on another device' }).waitFor();
    await person.picture('two-ways');
    await extension.getByRole('button', { name: 'Use a code on another device' }).click();
    const code = await extension.getByLabel('Code', { exact: true }).textContent();
    await person.picture('the-code');

    const tab = await person.press('http://127.0.0.1');
    await tab.getByText(code ?? 'no code', { exact: true }).waitFor();
    await person.picture('compare', tab);
    await tab.getByRole('button', { name: 'It is the same' }).click();
    await person.signInAs('Alan Turing', tab);
    await tab.getByRole('heading', { name: 'Signed in' }).waitFor();
    await extension.getByRole('heading', { name: 'Alan Turing' }).waitFor();
    await person.picture('signed-in');
    await person.close();
  });

  inChromium('sees a source change without reloading the page', async () => {
    const person = await Person.at(browser, dev.dashboardUrl, 'hot-reload');
    const page = person.extension.getByRole('main');
    await page
      .getByRole('heading', { level: 1 })
      .evaluate((heading) => heading.setAttribute('data-before', ''));
    const source = join(workspace, 'ui/src/AccountCard.tsx');
    edit(source, 'messages.signOut', "'Leave'");
    await page.getByRole('button', { name: 'Leave' }).waitFor();
    await page.locator('[data-before]').waitFor();
    await person.close();
  });
});
