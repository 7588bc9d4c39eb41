import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';

let extension: ScriptedExtension;
beforeAll(async () => {
  extension = await startScriptedExtension();
});
afterAll(() => extension.close());

/** Changes to the query of a valid callback of an open attempt. */
const malformed: readonly (readonly [string, (query: URLSearchParams) => void])[] = [
  ['two codes', (query) => query.append('code', 'another')],
  ['the same code twice', (query) => query.append('code', query.get('code') ?? '')],
  ['two issuers', (query) => query.append('iss', 'https://attacker.example')],
  ['the same issuer twice', (query) => query.append('iss', query.get('iss') ?? '')],
  ['two session states', (query) => ['a', 'b'].forEach((value) => void query.append('session_state', value))],
  ['two errors', (query) => ['a', 'b'].forEach((value) => void query.append('error', value))],
  ['no code', (query) => query.delete('code')],
  ['an empty code', (query) => query.set('code', '')],
  ['no issuer, from a provider that announces that it sends one', (query) => query.delete('iss')],
  ['an empty issuer', (query) => query.set('iss', '')],
  ['the issuer of another provider', (query) => query.set('iss', 'https://attacker.example')],
  ['a signed response (JARM)', (query) => query.set('response', 'a.b.c')],
  ['an ID token', (query) => query.set('id_token', 'a.b.c')],
  ['a token', (query) => query.set('token', 'a')],
];

test.each(malformed)(
  'a callback with %s is response-invalid, and no code is exchanged',
  async (_what, change) => {
    extension.provider.received.length = 0;
    const seen = await extension.signIn(change);
    await extension.expectFailure(seen, 400, 'response-invalid');
    expect(extension.provider.received.map(({ endpoint }) => endpoint)).not.toContain('token');
  },
);

test('a callback with a repeated unknown parameter signs in the user', async () => {
  const seen = await extension.signIn((query) => {
    for (const value of ['a', 'b']) query.append('utm_source', value);
  });
  expect(seen.outcome.status).toBe('signed-in');
});
