import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import { metadataOf } from '../testing/servers/scripted-provider.ts';

let extension: ScriptedExtension;
beforeAll(async () => {
  extension = await startScriptedExtension();
});
afterAll(() => extension.close());

/** An error response in the callback's query (RFC 6749 section 4.1.2.1) instead of the code. */
const refusal = (change: (query: URLSearchParams) => void) => (query: URLSearchParams) => {
  query.delete('code');
  query.set('error', 'access_denied');
  query.set('error_description', 'Access was denied for a test');
  change(query);
};

describe('an error response in the callback', () => {
  test("is shown in the provider's words, and ends the attempt", async () => {
    const seen = await extension.signIn(refusal(() => undefined));
    await extension.expectFailure(seen, 400, 'access-denied');
    expect(seen.page).toContain('access_denied: Access was denied for a test');
  });

  test.each<[string, (query: URLSearchParams) => void]>([
    ['from another issuer', (query) => query.set('iss', 'https://attacker.example')],
    ['without the issuer that the provider always sends', (query) => query.delete('iss')],
  ])('rule 19: %s is not trusted as an error of the provider', async (_what, change) => {
    const seen = await extension.signIn(refusal(change));
    await extension.expectFailure(seen, 400, 'response-invalid');
    expect(seen.page).not.toContain('Access was denied for a test');
  });

  test.each(['server_error', 'temporarily_unavailable', 'invalid_scope', '<b>'])(
    'with the error "%s" is shown as an error of the provider',
    async (error) => {
      const seen = await extension.signIn(refusal((query) => query.set('error', error)));
      await extension.expectFailure(seen, 400, 'provider-refused');
      expect(seen.page).not.toContain('<b>');
    },
  );

  test.each<[string, (query: URLSearchParams) => void]>([
    ['an error with a code', (query) => query.set('code', 'a-code-that-was-not-given')],
    ['beside tokens', (query) => query.set('id_token', 'e30.e30.e30')],
    ['an error with a response in a JWT', (query) => query.set('response', 'e30.e30.e30')],
  ])('%s signs in no user', async (_what, change) => {
    const { outcome, status } = await extension.signIn(refusal(change));
    expect([outcome.status, status]).toEqual(['failed', 400]);
  });
});

test('rule 4: a provider that announces only plain receives an S256 challenge', async () => {
  const plain = await startScriptedExtension();
  plain.provider.overrides.discovery = () => ({
    body: { ...metadataOf(plain.provider.issuer), code_challenge_methods_supported: ['plain'] },
  });
  expect((await plain.signIn()).outcome.status).toBe('signed-in');
  const asked = plain.provider.received.filter(({ endpoint }) => endpoint === 'authorize');
  await plain.close();
  expect(asked.map(({ parameters }) => parameters.get('code_challenge_method'))).toEqual(['S256']);
});
