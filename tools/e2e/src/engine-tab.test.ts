import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium, noChromium } from './support/chromium.ts';
import { dockerCommand, noEngine } from './support/docker.ts';
import { type Installed, install } from './support/installed.ts';
import { Person } from './support/person.ts';
import { addDeviceCode, createForImage } from './support/workspace.ts';

const withEngine = noEngine ? test.skip : test;
const withBoth = noEngine || noChromium ? test.skip : test;
let browser: Browser;

beforeAll(async () => {
  if (!noEngine && !noChromium) browser = await launchChromium();
});

afterAll(() => browser?.close());

describe.each(['scheme', 'bridge'])(
  `a container of an extension with --strategy extension-tab --redirect %s ${noEngine ?? noChromium ?? ''}`,
  (redirect) => {
    const name = `tab-${redirect}`;
    let installed: Installed;

    beforeAll(async () => {
      if (noEngine) return;
      const strategy = ['--strategy', 'extension-tab', '--redirect', redirect];
      const workspace = await createForImage(name, ...strategy);
      addDeviceCode(workspace);
      installed = await install(workspace, 'acme/signed-in');
    });

    afterAll(() => installed?.remove());

    withEngine('publishes no port', async () => {
      const { container } = installed;
      const ports = await dockerCommand('inspect', '--format', '{{json .NetworkSettings.Ports}}', container);
      expect(JSON.parse(ports)).toEqual({});
    });

    withBoth('signs a user in with Chromium, also if the container restarts during the sign-in', async () => {
      const person = await Person.at(browser, installed.simulator.dashboardUrl, `${name}-container`);
      const tab = await person.press('Sign in with OpenID Connect');
      await tab.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
      // The key of the sealed attempts is in the page, which is reloaded with the response and sends it.
      await installed.restart();
      await person.signInAs('Ada Lovelace', tab);
      await person.extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
      await person.picture('signed-in');
      await person.extension.getByRole('button', { name: 'Sign out' }).click();
      await person.extension.getByRole('button', { name: 'Sign in with OpenID Connect' }).waitFor();
      await person.close();
    });

    withBoth('signs a user in with a device code', async () => {
      const person = await Person.at(browser, installed.simulator.dashboardUrl, `${name}-container-code`);
      const { extension } = person;
      await extension.getByRole('button', { name: 'Use a code on another device' }).click();
      await extension.getByLabel('Code', { exact: true }).waitFor();
      const tab = await person.press('http://127.0.0.1');
      await tab.getByRole('button', { name: 'It is the same' }).click();
      await person.signInAs('Alan Turing', tab);
      await extension.getByRole('heading', { name: 'Alan Turing' }).waitFor();
      await person.picture('signed-in');
      await person.close();
    });
  },
);
