import { readFileSync } from 'node:fs';
import { oidc, type Preset } from '@ddext-oauth/providers';
import { catalog } from '@ddext-oauth/providers/catalog';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { startExtension, type TestExtension } from '../testing/extensions/extension.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/servers/identity-provider.ts';

const preset: Preset = { ...oidc, loopbackHost: 'localhost' };
let extension: TestExtension;
let identityProvider: TestIdentityProvider;
let callback: string;

beforeAll(async () => {
  extension = await startExtension(async (redirectUriOf) => {
    callback = redirectUriOf('test').replace('127.0.0.1', 'localhost');
    identityProvider = await startIdentityProvider([callback]);
    const { issuer } = identityProvider;
    return [{ id: 'test', preset, issuer, clientId: 'test-extension' }];
  });
});

afterAll(() => Promise.all([extension.close(), identityProvider.close()]));

/**
 * Chromium tries [::1] before 127.0.0.1, and Docker publishes on 127.0.0.1 only. A program on [::1] therefore receives
 * the request first.
 */
describe('a program that listens on [::1], if the provider accepts localhost only,', () => {
  let link: string;
  let program: TestBrowser;

  beforeEach(async () => {
    link = (await extension.auth.signIn('test')).url;
    expect(link).toMatch(/^http:\/\/localhost:/);
    program = new TestBrowser();
  });

  test.each([{}, { code_verifier: 'a-guess-of-43-characters-and-no-fewer-than-that' }])(
    'receives a code that it cannot redeem with the verifier %j',
    async (guess) => {
      const answer = new URL(await program.follow(link, callback)).searchParams;
      const response = await fetch(`${identityProvider.issuer}/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: 'test-extension',
          redirect_uri: callback,
          code: answer.get('code') ?? '',
          ...guess,
        }),
      });
      expect(await response.json()).toMatchObject({ error: 'invalid_grant' });
      expect((await extension.auth.session()).accounts).toEqual([]);
    },
  );

  test('ends the attempt when the user opens the link second, and reports it', async () => {
    await program.get(link);
    const response = await new TestBrowser().get(link);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('This sign-in was started in another browser');
  });

  test('can complete the sign-in as another user', async () => {
    const answer = await program.follow(link, callback);
    expect((await program.get(answer)).status).toBe(200);
    const { accounts } = await extension.auth.session();
    expect(accounts).toMatchObject([{ profile: { id: 'ada' } }]);
    await extension.auth.signOut('test:ada');
  });
});

test('docs/security.md names the providers whose redirect URI uses localhost', () => {
  const page = readFileSync(new URL('../../../../docs/security.md', import.meta.url), 'utf8');
  const [, section = ''] = page.replace(/\s+/g, ' ').split('### Redirect URIs with localhost');
  const [, names = ''] = /receives it\. (.*?) are known or reported to accept/.exec(section) ?? [];
  const concerned = catalog.filter((preset) => preset.loopbackHost === 'localhost');
  expect(names.split(/, | and /).sort()).toEqual(concerned.map(({ name }) => name).sort());
});
