import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium, noChromium } from './support/chromium.ts';
import { type Dev, startDev } from './support/dev.ts';
import { type Keyring, noKeyring, openKeyring } from './support/keyring.ts';
import { Person } from './support/person.ts';
import { command, create } from './support/workspace.ts';

/** Packed by `npm test`, if Go is installed. */
const isPacked = readdirSync(join(dirname(command), 'vendor')).some((file) => file.includes('-keychain-'));
const noPrograms = isPacked ? undefined : '(skipped: Go is not installed, so the programs are not packed)';
const skipped = noChromium ?? noKeyring ?? noPrograms;
const inSession = skipped ? test.skip : test;

let keyring: Keyring;
let program: string;
let dev: Dev;
let browser: Browser;

beforeAll(async () => {
  if (skipped) return;
  keyring = await openKeyring();
  const workspace = await create('keychain', '--key', 'keychain', '--image', 'acme/keychain', '--no-git');
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  program = join(
    workspace,
    'ui/node_modules/@ddext-oauth/keychain/dist',
    architecture,
    'linux/ddext-keychain',
  );
  await keyring.start(program);
  dev = await startDev('pnpm', ['dev'], workspace, keyring.environment);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await dev?.interrupt();
  await keyring?.close();
});

describe(`an extension with its key in GNOME Keyring ${skipped ?? ''}`, () => {
  inSession(
    'rule 52: signs a user in, names a missing keychain, and shows the account when it is back',
    async () => {
      const person = await Person.at(browser, dev.dashboardUrl, 'keychain');
      const { extension, dashboard } = person;
      await person.signInAs('Ada Lovelace', await person.press('Sign in with OpenID Connect'));
      const signedIn = extension.getByRole('heading', { name: 'Ada Lovelace' });
      await signedIn.waitFor();

      const account = 'acme/keychain@docker-simulated';
      const stored = await extension.locator('body').evaluate(() => JSON.stringify({ ...localStorage }));
      expect(stored).toContain(account);
      expect(stored).not.toContain('ddext-oauth.seal-key');
      const { key } = JSON.parse(await keyring.run(program, 'get', account));
      expect(key).toMatch(/^[\w-]{43}$/);
      expect(stored).not.toContain(key);
      // The dashboard shows the calls of the page.
      const shown = (await dashboard.locator('body').textContent()) ?? '';
      expect(shown).toContain('extension.host.cli.exec');
      expect(shown).not.toContain(key);

      await keyring.end();
      await dashboard.reload();
      await extension.getByRole('alert').getByText('There is no keychain in this session.').waitFor();
      await person.picture('no-keychain');
      await keyring.start(program);
      await extension.getByRole('button', { name: 'Try again' }).click();
      await signedIn.waitFor();
      await person.close();
    },
  );
});
