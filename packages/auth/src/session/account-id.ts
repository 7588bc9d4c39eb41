import { isSubject } from '../core/safe-profile.ts';
import type { StoredAccount } from '../stores/store.ts';

/**
 * The id of an account, in which no two accounts meet: provider and subject are percent-encoded, so that a person's id has
 * exactly one colon, and that of an extension's own account two, whatever a provider puts into a subject.
 *
 * @param subject of a person, see `isSubject`
 */
export function personAccountId(providerId: string, subject: string): string {
  return `${encodeURIComponent(providerId)}:${encodeURIComponent(subject)}`;
}

/** The id of the extension's own account at a provider (RFC 6749 section 4.4). */
export function serviceAccountId(providerId: string): string {
  return `${encodeURIComponent(providerId)}::service`;
}

/** Whether an account is what its id says: of this kind, at this provider, of this subject. */
export function hasItsOwnId({ id, kind, providerId, profile }: StoredAccount): boolean {
  if (kind === 'service') return id === serviceAccountId(providerId);
  return kind === 'person' && isSubject(profile.id) && id === personAccountId(providerId, profile.id);
}
