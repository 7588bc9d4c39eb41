import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { noChromium } from './support/chromium.ts';
import { inChromium, useBrowser } from './support/in-chromium.ts';
import { createWithPackages, run, typeChecked, workspace } from './support/workspace.ts';

const { open } = useBrowser();

const tab = ['--strategy', 'extension-tab'];
const extensions = [
  ['backend-callback', 'OpenID Connect', () => createWithPackages('example-callback')],
  ['extension-tab', 'GitHub', () => createWithPackages('example-tab', ...tab, '--provider', 'github')],
  [
    'extension-tab without a backend',
    'OpenID Connect',
    () => createWithPackages('example-page', ...tab, '--exchange', 'ui'),
  ],
] as const;

describe(`the example of a call to the provider's API ${noChromium ?? ''}`, () => {
  inChromium.each(extensions)(
    'with %s shows the user info of %s, which is simulated, and no response to the page contains a token',
    async (name, provider, create) => {
      const person = await open(await create(), 'example');
      const bodies: Promise<string>[] = [];
      person.dashboard.on('response', (response) => {
        if (new URL(response.url()).pathname.includes('vm-service')) bodies.push(response.text());
      });
      const opened = await person.press(`Sign in with ${provider}`);
      await person.signInAs('Ada Lovelace', opened);
      await person.extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();

      await person.extension.getByRole('button', { name: `Load user info from ${provider}` }).click();
      const claims = person.extension.getByRole('list');
      await claims.getByText('ada@example.com').waitFor();
      await person.picture(`user-info-${name.replaceAll(' ', '-')}`);
      expect(await claims.getByText('email_verified').count()).toBe(1);
      expect(bodies.length > 0).toBe(!name.includes('without a backend'));
      expect(
        (await Promise.all(bodies)).filter((body) => /"(access|refresh|id)_?token"/i.test(body)),
      ).toEqual([]);
      await person.close();
    },
  );
});

test('--bare omits the example, and the rest passes type check and lint', async () => {
  const bare = await createWithPackages('bare', '--bare');
  const files = ['backend/src/example.ts', 'ui/src/Example.tsx', 'ui/src/user-info.ts'];
  expect(files.map((file) => existsSync(join(bare, file)))).toEqual([false, false, false]);
  expect(files.map((file) => existsSync(join(workspace, file)))).toEqual([true, true, true]);
  for (const file of ['backend/src/backend.ts', 'ui/src/main.tsx']) {
    expect(readFileSync(join(bare, file), 'utf8')).not.toMatch(/example/i);
  }
  const record = JSON.parse(readFileSync(join(bare, 'ddext-oauth.json'), 'utf8'));
  expect(record).toMatchObject({ options: { bare: true }, command: expect.stringContaining(' --bare ') });
  await run('pnpm', ['lint'], { cwd: bare });
  expect(await typeChecked(bare)).toEqual(['auth', 'backend', 'ui']);
});
