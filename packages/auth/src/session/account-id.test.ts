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

describe('account IDs', () => {
  test('of two users are equal only for the same subject at the same provider', () => {
    fc.assert(
      fc.property(providerId, subject, providerId, subject, (provider, one, otherProvider, other) => {
        const same = provider === otherProvider && one === other;
        expect(personAccountId(provider, one) === personAccountId(otherProvider, other)).toBe(same);
      }),
      { numRuns: 5000 },
    );
  });

  test("of a user and of an extension's service account are never equal, for any subject", () => {
    fc.assert(
      fc.property(providerId, subject, providerId, (provider, someone, other) => {
        expect(personAccountId(provider, someone)).not.toBe(serviceAccountId(other));
      }),
      { numRuns: 5000 },
    );
  });

  test('are readable for an ordinary subject', () => {
    expect(personAccountId('github', '583231')).toBe('github:583231');
  });

  test.each([
    ['of a user', { id: 'oidc:ada' }, true],
    ['of the extension', { id: 'oidc::service', kind: 'service' }, true],
    ['of a user with the ID of the extension', { id: 'oidc::service' }, false],
    ['of the extension with the ID of a user', { kind: 'service' }, false],
    ['of a user with the ID of another user', { id: 'oidc:grace' }, false],
    ['of a user at another provider', { providerId: 'other' }, false],
    ['of an unknown kind', { kind: 'admin' }, false],
    ['without a subject', { id: 'oidc:', profile: { id: '' } }, false],
  ])('classify an account %s', (_what, changes, isOwn) => {
    expect(hasItsOwnId(accountOf('ada', changes as object))).toBe(isOwn);
  });
});
