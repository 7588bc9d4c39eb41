import { describe, expect, test } from '@jest/globals';
import { noChromium } from './support/chromium.ts';
import { inChromium, useBrowser } from './support/in-chromium.ts';
import type { Person } from './support/person.ts';
import { createWithPackages, run } from './support/workspace.ts';

const { open } = useBrowser();

/** The test keys that the dashboard shows, each with what it means. */
async function testKeysIn({ dashboard }: Person) {
  await dashboard.getByRole('button', { name: 'Test keys' }).click();
  const rows = dashboard.getByRole('region', { name: 'Test keys' }).getByRole('listitem');
  const texts = await rows.evaluateAll((items) =>
    items.map((item) => [item.querySelector('p')?.textContent, item.querySelector('code')?.textContent]),
  );
  return (name: string, meaning: string) =>
    texts.find(([text, key]) => key?.startsWith(name) && text?.includes(meaning))?.[1] ?? '';
}

describe(`an extension whose users only paste keys ${noChromium ?? ''}`, () => {
  inChromium('verifies a test key, names its owner, and refuses a wrong one', async () => {
    const folder = await createWithPackages('keys-only', '--token', 'github', '--token', 'docker-hub');
    const person = await open(folder, 'keys');
    const { dashboard, extension } = person;
    const urls: string[] = [];
    dashboard.on('request', (request) => urls.push(request.url()));
    const keyOf = await testKeysIn(person);
    await person.picture('test-keys');
    const github = { works: keyOf('ghp_', 'accepts'), wrong: keyOf('ghp_', 'rejects') };
    const dockerHub = keyOf('dckr_pat_', 'accepts');
    for (const key of [github.works, github.wrong, dockerHub]) expect(key).toContain('ddextTest');

    await dashboard.getByRole('button', { name: 'Keys Only', exact: true }).click();
    await extension.getByText('Add a key to continue.').waitFor();
    await person.picture('choose');
    await extension.getByRole('button', { name: /personal access token of GitHub/ }).click();
    const field = extension.getByLabel(/^Personal access token/);
    const add = extension.getByRole('button', { name: 'Add key' });
    await field.fill('glpat-abcDEF123_-xyz12345');
    await add.click();
    await extension.getByText(/does not begin with ghp_/).waitFor();
    await field.fill(github.wrong);
    await add.click();
    await extension.getByText(/GitHub does not accept this personal access token/).waitFor();
    await person.picture('refused');
    await field.fill(github.works);
    await add.click();
    await extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    await extension.getByRole('button', { name: 'Test connection' }).click();
    await extension.getByText('The provider accepts this account.').waitFor();
    await person.picture('added');

    await extension.getByRole('button', { name: 'Add account' }).click();
    await extension.getByRole('button', { name: /personal access token of Docker Hub/ }).click();
    await extension.getByLabel(/^User name/).fill('ada');
    await extension.getByLabel(/^Personal access token/).fill(dockerHub);
    await add.click();
    await extension.getByRole('heading', { name: 'ada', exact: true }).waitFor();
    const calls = dashboard.getByRole('region', { name: 'ddClient calls' });
    expect(await calls.innerHTML()).toContain('/auth/add-key');
    await person.picture('calls');
    for (const key of [github.works, github.wrong, dockerHub]) {
      expect(await calls.innerHTML()).not.toContain(key);
      expect(urls.filter((url) => url.includes(key))).toEqual([]);
    }
    await person.close();
  });
});

test('an extension whose users only paste keys passes its check', async () => {
  const folder = await createWithPackages('keys-checked', '--token', 'docker-hub');
  await run('pnpm', ['check'], { cwd: folder });
  await run('pnpm', ['lint'], { cwd: folder });
});
