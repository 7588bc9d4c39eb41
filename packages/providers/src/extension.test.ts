import { expect, test } from '@jest/globals';
import { catalog } from './catalog.ts';
import { redirectUriOf } from './extension.ts';

const extension = { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 51_234 } as const;

test('rule 14: the redirect URI uses the literal 127.0.0.1', () => {
  expect(redirectUriOf(extension, { id: 'acme', preset: {} })).toBe('http://127.0.0.1:51234/callback/acme');
});

test('an extension with the strategy none has no redirect URI', () => {
  const keysOnly = { id: 'acme/test', title: 'Test', strategy: 'none' } as const;
  expect(() => redirectUriOf(keysOnly, { id: 'acme', preset: {} })).toThrow(
    'An extension with the strategy none has no redirect URI for acme.',
  );
});

test.each(catalog.map((preset) => [preset.id, preset] as const))(
  'rule 14: the redirect URI for %s uses localhost if the provider is known or reported to accept only the name',
  (id, preset) => {
    const { loopbackAddress, localhost } = preset.redirects;
    const isReported = preset.evidence.some(
      ({ grade, facts }) => grade !== 'vendor' && facts.includes('redirects.localhost'),
    );
    const byName = localhost.possible === true || (localhost.possible === 'unknown' && isReported);
    const byNameOnly = byName && loopbackAddress.possible !== true;
    const host = byNameOnly ? 'localhost' : '127.0.0.1';
    expect(redirectUriOf(extension, { id, preset })).toBe(`http://${host}:51234/callback/${id}`);
  },
);
