import { beforeAll, describe, expect } from '@jest/globals';
import { noChromium } from './support/chromium.ts';
import { inChromium, useBrowser } from './support/in-chromium.ts';
import type { Person } from './support/person.ts';
import { addDeviceCode, createWithPackages } from './support/workspace.ts';

const signIn = 'Sign in with OpenID Connect';
const hosts = [
  ['rancher', 'Rancher Desktop'],
  ['podman', 'Podman Desktop'],
] as const;
const { open } = useBrowser();

/** Opens an extension in the simulated host. */
async function openIn(host: string, extension: string, album: string): Promise<Person> {
  const person = await open(extension, `${album}-${host}`, '--host', host);
  await person.extension.getByRole('button', { name: signIn }).waitFor();
  return person;
}

describe(`a user in a simulated host other than Docker Desktop ${noChromium ?? ''}`, () => {
  inChromium.each(hosts)(
    'signs in through the callback server, and is told to return to %s',
    async (host, _name) => {
      const extension = await createWithPackages(`callback-in-${host}`);
      const person = await openIn(host, extension, 'host-callback');
      await person.picture('signed-out');
      const tab = await person.press(signIn);
      await person.signInAs('Ada Lovelace', tab);
      await person.extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
      await person.picture('signed-in');
      await tab.getByText('Return to the app where you started.').waitFor();
      await person.picture('last-page', tab);
      expect(await tab.getByRole('link').count()).toBe(0);
      expect(await tab.content()).not.toMatch(/docker/i);
      await person.extension.getByRole('button', { name: 'Sign out' }).click();
      await person.close();
    },
  );

  describe('with an extension whose browser returns to the tab', () => {
    let extension: string;
    let withCode: string;

    beforeAll(async () => {
      if (noChromium) return;
      const flags = ['--strategy', 'extension-tab', '--image', 'acme/hosts-tab', '--title', 'In the tab'];
      extension = await createWithPackages('hosts-tab', ...flags);
      withCode = await createWithPackages('hosts-code', ...flags);
      addDeviceCode(withCode);
    });

    inChromium.each(hosts)('is told that %s cannot return to it', async (host, name) => {
      const person = await openIn(host, extension, 'host-tab');
      await person.extension.getByText(`${name} cannot return from the browser to this extension.`).waitFor();
      await person.extension.getByText('No sign-in method works in this app.').waitFor();
      await person.picture('no-method');
      expect(await person.extension.getByRole('button', { name: signIn }).isDisabled()).toBe(true);
      await person.close();
    });

    inChromium.each(hosts)(
      'signs in with a device code in %s, if the provider supports it',
      async (host, name) => {
        const person = await openIn(host, withCode, 'host-code');
        await person.extension.getByText(`${name} cannot return from the browser`).waitFor();
        await person.picture('code-only');
        await person.extension.getByRole('button', { name: signIn }).click();
        await person.extension.getByLabel('Code', { exact: true }).waitFor();
        const tab = await person.press('http://127.0.0.1');
        await tab.getByRole('button', { name: 'It is the same' }).click();
        await person.signInAs('Alan Turing', tab);
        await person.extension.getByRole('heading', { name: 'Alan Turing' }).waitFor();
        await person.extension.getByRole('button', { name: 'Sign out' }).click();
        await person.close();
      },
    );
  });
});
