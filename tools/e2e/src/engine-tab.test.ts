import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium, noChromium } from './chromium.ts';
import { dockerCommand, noEngine } from './docker.ts';
import { type Installed, install } from './installed.ts';
import { Person } from './person.ts';
import { create } from './workspace.ts';

const withEngine = noEngine ? test.skip : test;
const withBoth = noEngine || noChromium ? test.skip : test;
let installed: Installed;
let browser: Browser;

beforeAll(async () => {
  if (noEngine) return;
  const flags = ['--strategy', 'extension-tab', '--image', 'acme/tab-image', '--no-install', '--no-git'];
  installed = await install(await create('tab-image', ...flags), 'acme/tab-image');
  if (!noChromium) browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await installed?.remove();
});

describe(`a container whose extension is answered in its tab ${noEngine ?? noChromium ?? ''}`, () => {
  withEngine('publishes no port', async () => {
    const { container } = installed;
    const ports = await dockerCommand('inspect', '--format', '{{json .NetworkSettings.Ports}}', container);
    expect(JSON.parse(ports)).toEqual({});
  });

  withBoth('signs a person in, in Chromium, also where it was restarted meanwhile', async () => {
    const person = await Person.at(browser, installed.simulator.dashboardUrl, 'tab-container');
    const tab = await person.press('Sign in with OpenID Connect');
    await tab.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
    // The key of the sealed attempts is in the page, which starts afresh with the answer and hands it over.
    await installed.restart();
    await person.signInAs('Ada Lovelace', tab);
    await person.extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    await person.picture('signed-in');
    await person.close();
  });
});
