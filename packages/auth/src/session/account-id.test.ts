import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSubject } from '../core/profile/safe-profile.ts';
import { accountOf } from '../stores/testing/account.ts';
import { hasItsOwnId, personAccountId, serviceAccountId } from './account-id.ts';

const subject = fc
  .oneof(
    fc.constantFrom(':service', '::service', '%3Aservice', 'b:c', ':'),
    fc.string({ unit: 'binary', minLength: 1 }),
  )
  .filter(isSubject);
const providerId = fc.constantFrom('acme', 'acme:', 'acme:b', 'acme%3A', 'b');

describe('the ids of accounts', () => {
  test('of two users are equal only for the same subject at the same provider', () => {
    fc.assert(
      fc.property(providerId, subject, providerId, subject, (provider, one, otherProvider, other) => {
        const same = provider === otherProvider && one === other;
        expect(personAccountId(provider, one) === personAccountId(otherProvider, other)).toBe(same);
      }),
      { numRuns: 5000 },
    );
  });

  test("of a user never equals that of an extension's own account, for any subject", () => {
    fc.assert(
      fc.property(providerId, subject, providerId, (provider, someone, other) => {
        expect(personAccountId(provider, someone)).not.toBe(serviceAccountId(other));
      }),
      { numRuns: 5000 },
    );
  });

  test('stay readable for an ordinary subject', () => {
    expect(personAccountId('github', '583231')).toBe('github:583231');
  });

  test.each([
    ['of a person', { id: 'oidc:ada' }, true],
    ['of the extension itself', { id: 'oidc::service', kind: 'service' }, true],
    ['of a person under the id of the extension itself', { id: 'oidc::service' }, false],
    ['of the extension itself under the id of a person', { kind: 'service' }, false],
    ['of a person under the id of another', { id: 'oidc:grace' }, false],
    ['of a person at another provider', { providerId: 'other' }, false],
    ['of no kind', { kind: 'admin' }, false],
    ['without a subject', { id: 'oidc:', profile: { id: '' } }, false],
  ])('tell an account %s', (_what, changes, isOwn) => {
    expect(hasItsOwnId(accountOf('ada', changes as object))).toBe(isOwn);
  });
});
