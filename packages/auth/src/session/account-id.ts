import { isSubject } from '../core/profile/safe-profile.ts';
import type { StoredAccount } from '../stores/store.ts';

/**
 * Returns the unique ID of an account. Provider and subject are percent-encoded, so that a user's ID contains exactly
 * one colon, and that of an extension's own account two, for any subject.
 *
 * @example
 *   personAccountId('github', '583231'); // 'github:583231'
 *
 * @param subject of a user, see `isSubject`
 */
export function personAccountId(providerId: string, subject: string): string {
  return `${encodeURIComponent(providerId)}:${encodeURIComponent(subject)}`;
}

/** Returns the ID of the extension's own account at a provider (RFC 6749 section 4.4). */
export function serviceAccountId(providerId: string): string {
  return `${encodeURIComponent(providerId)}::service`;
}

/** Returns whether an account matches its ID in kind, provider and subject. */
export function hasItsOwnId({ id, kind, providerId, profile }: StoredAccount): boolean {
  if (kind === 'service') return id === serviceAccountId(providerId);
  return isUser(kind) && isSubject(profile.id) && id === personAccountId(providerId, profile.id);
}

const userKinds: ReadonlySet<unknown> = new Set<StoredAccount['kind']>([
  'person',
  'api_key',
  'personal_access_token',
  'basic',
]);

/** Returns whether an account is that of a user, with tokens or with a key. */
export function isUser(kind: StoredAccount['kind']): kind is Exclude<StoredAccount['kind'], 'service'> {
  return userKinds.has(kind);
}
