import { oidc } from '@ddext-oauth/providers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { startExtension, type TestExtension } from '../testing/extensions/extension.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/servers/identity-provider.ts';

const names = ['honest', 'attacker'] as const;
type Name = (typeof names)[number];
const providers = {} as Record<Name, TestIdentityProvider>;
/** The outcome of each token request, by provider. */
const exchanges: Record<Name, string[]> = { honest: [], attacker: [] };
let extension: TestExtension;

beforeAll(async () => {
  extension = await startExtension(async (redirectUriOf) => {
    for (const name of names) {
      providers[name] = await startIdentityProvider([redirectUriOf(name)]);
      const { provider } = providers[name];
      provider.on('grant.success', () => exchanges[name].push('served'));
      provider.on('grant.error', (_context, error) => exchanges[name].push(error.error));
    }
    return names.map((id) => ({
      id,
      preset: oidc,
      issuer: providers[id].issuer,
      clientId: 'test-extension',
    }));
  });
});

afterAll(async () => {
  await extension.close();
  for (const name of names) await providers[name].close();
});

/** Starts a sign-in at one of them, and stops before opening the callback. */
async function reachCallback(name: Name, browser: TestBrowser) {
  const { attempt, url } = await extension.auth.signIn(name);
  const callback = await browser.follow(url, `${extension.origin}/callback`);
  return { attempt, query: new URL(callback).searchParams };
}

/** Opens the callback of the honest provider's sign-in, with some parameters of the other one's callback. */
async function crossed(...taken: string[]) {
  const browser = new TestBrowser();
  const mine = await reachCallback('honest', browser);
  const theirs = await reachCallback('attacker', browser);
  for (const name of taken) mine.query.set(name, theirs.query.get(name) ?? '');
  for (const name of names) exchanges[name].length = 0;
  const response = await browser.get(`${extension.origin}/callback/honest?${mine.query}`);
  const page = await response.text();
  for (const secret of [...mine.query.values(), ...theirs.query.values()]) expect(page).not.toContain(secret);
  const outcome = await extension.auth.waitForAttempt(mine.attempt, 0);
  expect((await extension.auth.session()).accounts).toEqual([]);
  return { status: response.status, outcome };
}

describe('rule 20: of two concurrent sign-ins, a callback', () => {
  test.each([
    ['code and issuer', ['code', 'iss']],
    ['issuer', ['iss']],
  ])('with %s of the other is rejected before any code is sent (rule 19)', async (_what, taken) => {
    const { status, outcome } = await crossed(...taken);
    expect(status).toBe(400);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'response-invalid' } });
    expect(exchanges).toEqual({ honest: [], attacker: [] });
  });

  test('with the code of the other is rejected by the provider that did not issue it', async () => {
    const { status, outcome } = await crossed('code');
    expect(status).toBe(400);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'exchange-failed' } });
    expect(exchanges).toEqual({ honest: ['invalid_grant'], attacker: [] });
  });

  test('with its own parameters signs in at its provider', async () => {
    const browser = new TestBrowser();
    const [mine, theirs] = [await reachCallback('honest', browser), await reachCallback('attacker', browser)];
    for (const [name, { query }] of [
      ['attacker', theirs],
      ['honest', mine],
    ] as const)
      await browser.get(`${extension.origin}/callback/${name}?${query}`);
    const { accounts } = await extension.auth.session();
    expect(accounts.map(({ id }) => id)).toEqual(['attacker:ada', 'honest:ada']);
    for (const { id } of accounts) await extension.auth.signOut(id);
  });
});

test('rule 27: an exchanged code is rejected in the callback of another sign-in', async () => {
  const browser = new TestBrowser();
  const first = await reachCallback('honest', browser);
  await browser.get(`${extension.origin}/callback/honest?${first.query}`);
  await extension.auth.signOut('honest:ada');
  const second = await reachCallback('honest', browser);
  second.query.set('code', first.query.get('code') ?? '');
  exchanges.honest.length = 0;
  const response = await browser.get(`${extension.origin}/callback/honest?${second.query}`);
  expect(response.status).toBe(400);
  expect(exchanges.honest).toEqual(['invalid_grant']);
  expect(await response.text()).not.toContain(first.query.get('code'));
  expect((await extension.auth.session()).accounts).toEqual([]);
  expect(await extension.auth.waitForAttempt(second.attempt, 0)).toMatchObject({ status: 'failed' });
});
