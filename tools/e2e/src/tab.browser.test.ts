import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { noChromium } from './support/chromium.ts';
import { type Dev, startDev } from './support/dev.ts';
import { inChromium, useBrowser } from './support/in-chromium.ts';
import { addDeviceCode, createWithPackages, edit } from './support/workspace.ts';

const signIn = 'Sign in with OpenID Connect';
const { at, open } = useBrowser();

/** Runs in each page before its own scripts. */
function noteWhatIsRenderedAtReplaceState(): void {
  const { replaceState } = history;
  history.replaceState = (...state) => {
    const empty = document.getElementById('root')?.childElementCount === 0;
    document.documentElement.dataset.rendered ??= empty ? 'nothing' : 'something';
    replaceState.apply(history, state);
  };
}

/** A workspace whose browser returns to the tab, with the device code as another sign-in method. */
async function makeWorkspace(name: string, ...flags: string[]): Promise<string> {
  const image = ['--image', `acme/${name}`, '--title', 'In the tab'];
  const workspace = await createWithPackages(name, '--strategy', 'extension-tab', ...image, ...flags);
  addDeviceCode(workspace);
  return workspace;
}

describe(`a user whose browser returns to the extension's tab ${noChromium ?? ''}`, () => {
  let workspace: string;

  beforeAll(async () => {
    if (!noChromium) workspace = await makeWorkspace('tab');
  });

  describe('in a simulator without options', () => {
    let shared: Dev;

    beforeAll(async () => {
      if (!noChromium) shared = await startDev('pnpm', ['dev'], workspace);
    });

    afterAll(() => shared?.interrupt());

    inChromium('signs in, sees the account name in the reloaded tab, and signs out', async () => {
      const person = await at(shared.dashboardUrl, 'tab');
      const { extension } = person;
      await person.dashboard.addInitScript(noteWhatIsRenderedAtReplaceState);
      const tab = await person.press(signIn);
      await person.signInAs('Ada Lovelace', tab);
      await extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
      await person.picture('signed-in');
      const address = await extension.getByRole('main').evaluate(() => location.search);
      expect(address).toBe('');
      const rendered = await extension
        .getByRole('main')
        .evaluate(() => document.documentElement.dataset.rendered);
      expect(rendered).toBe('nothing');
      await extension.getByRole('button', { name: 'Sign out' }).click();
      await extension.getByRole('button', { name: signIn }).waitFor();
      await person.close();
    });

    inChromium('is told about an unrequested response, which has no effect', async () => {
      const person = await at(shared.dashboardUrl, 'tab-foreign');
      await person.extension.getByRole('button', { name: signIn }).waitFor();
      const link =
        'docker-desktop://dashboard/extension-tab?extensionId=acme/tab&code=attacker&state=attacker';
      const opened = await person.dashboard.context().newPage();
      await opened.goto(`${new URL('/os/open', person.dashboard.url())}?url=${encodeURIComponent(link)}`);
      await person.extension.getByRole('alert').getByText('that you did not request').waitFor();
      await person.picture('told');
      await person.extension.getByRole('button', { name: signIn }).waitFor();
      await person.close();
    });
  });

  inChromium('is offered a code if Docker Desktop drops the response', async () => {
    const person = await open(workspace, 'tab-dropped', '--tab-parameters', 'dropped');
    const { extension } = person;
    const tab = await person.press(signIn);
    await person.signInAs('Grace Hopper', tab);
    await extension.getByText('still waiting here?').waitFor();
    await person.picture('offered-a-code');
    await extension.getByRole('button', { name: 'Use a code' }).click();
    const byCode = await person.press('http://127.0.0.1');
    await byCode.getByRole('button', { name: 'It is the same' }).click();
    await byCode.getByRole('button', { name: 'Allow' }).click();
    await extension.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    await extension.getByRole('button', { name: 'Sign out' }).click();
    // The method that succeeded is offered first the next time.
    await extension.getByRole('button', { name: 'Use the browser' }).waitFor();
    await person.picture('the-code-first');
    await extension.getByRole('button', { name: signIn }).click();
    await extension.getByLabel('Code', { exact: true }).waitFor();
    await person.close();
  });

  inChromium('cannot install the extension in a Docker Desktop older than its label allows', async () => {
    const starting = startDev('pnpm', ['dev', '--api-version', '0.3.3'], workspace);
    await expect(starting).rejects.toThrow('is incompatible with current SDK version "0.3.3"');
  });

  inChromium("is offered Docker's page if the provider's page blocks the scheme", async () => {
    const source = join(workspace, 'auth/src/extension.ts');
    edit(source, "redirect: 'scheme'", "redirect: ['scheme', 'bridge']");
    const person = await open(workspace, 'tab-stopped', '--form-action', "'self' https:");
    const { extension, dashboard } = person;
    const tab = await person.press(signIn);
    await person.signInAs('Ada Lovelace', tab);
    await dashboard.getByRole('button', { name: 'Containers' }).click();
    await dashboard.getByRole('button', { name: 'In the tab' }).click();
    await extension.getByText('still waiting here?').waitFor();
    await person.picture('offered-the-bridge');
    const overTheBridge = await person.press('Return through docker.com');
    await overTheBridge.getByRole('button', { name: 'Allow' }).click();
    await extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    await person.close();
  });
});

describe(`a user whose browser returns through the bridge ${noChromium ?? ''}`, () => {
  inChromium('signs in through the https page', async () => {
    const workspace = await makeWorkspace('bridge', '--redirect', 'bridge');
    const person = await open(workspace, 'bridge');
    const tab = await person.press(signIn);
    await person.signInAs('Katherine Johnson', tab);
    await person.extension.getByRole('heading', { name: 'Katherine Johnson' }).waitFor();
    await person.picture('signed-in');
    await person.close();
  });
});
