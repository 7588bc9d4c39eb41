import { expect, test } from '@jest/globals';
import { checkKey } from './check-key.ts';
import { isTestKey } from './is-test-key.ts';
import { keyCatalog } from './key-catalog.ts';
import { testKeysOf, testOutcomeIn } from './test-keys.ts';
import { testResponse } from './test-response.ts';
import { verdictOf } from './verdict-of.ts';

const ada = {
  id: 'ada',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  avatarUrl: 'http://127.0.0.1/ada.svg',
};
const methods = keyCatalog.map((method) => [method.name, method] as const);

test.each(methods)(
  'each test key of %s passes the format check, and no other test key is equal',
  (_name, method) => {
    const keys = testKeysOf(method);
    for (const { key, outcome } of keys) {
      expect(checkKey(method, key)).toEqual({ key });
      expect([isTestKey(key), testOutcomeIn(key)]).toEqual([true, outcome]);
    }
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  },
);

test.each(methods.filter(([, { verification }]) => verification))(
  'the response to each test key of %s is read as what the key shows',
  (_name, method) => {
    const keys = testKeysOf(method);
    expect(keys.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['works', 'rejected']));
    for (const { outcome } of keys) {
      const { status, body } = testResponse(method, outcome, ada);
      const verdict = verdictOf(method, { status, headers: {}, body });
      expect([outcome, verdict.outcome]).toEqual([outcome, outcome]);
      if (outcome === 'works' && method.verification?.owner)
        expect(verdict.owner).toMatchObject({ id: 'ada' });
    }
  },
);

test('isTestKey returns false for a key without the test marker', () => {
  expect(isTestKey('ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2')).toBe(false);
});
