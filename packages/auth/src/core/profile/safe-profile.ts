import type { Profile } from '@ddext-oauth/providers';
import { AuthError } from '../errors.ts';
import { safeAvatarUrl } from './avatar-url.ts';

/** In characters (OpenID Connect Core 1.0 section 2, `sub`). */
const LONGEST_SUBJECT = 255;

/**
 * Returns whether a value is a valid subject: 1 to 255 characters, without control characters and unpaired surrogates,
 * which have no percent-encoding.
 */
export function isSubject(id: unknown): id is string {
  return (
    typeof id === 'string' && id !== '' && [...id].length <= LONGEST_SUBJECT && !/[\p{Cc}\p{Cs}]/u.test(id)
  );
}

/**
 * Validates the profile of every provider before an extension stores and shows it.
 *
 * @throws AuthError `subject-invalid` for an invalid subject; with OpenID Connect also for one that is not ASCII (Core
 *   1.0 section 2)
 */
export function acceptProfile(
  profile: Profile,
  { name, preset }: { readonly name: string; readonly preset: { readonly protocol: 'oidc' | 'oauth2' } },
): Profile {
  const isValid = isSubject(profile.id) && (preset.protocol === 'oauth2' || /^[ -~]+$/.test(profile.id));
  if (isValid) return safeProfile(profile);
  throw new AuthError(
    'subject-invalid',
    `${name} identified the user by a value that is not a valid identifier.`,
  );
}

/** Copies the members of a profile with valid types. An unsafe `avatarUrl` is omitted. */
export function safeProfile({ id, name, email, emailVerified, avatarUrl }: Profile): Profile {
  const picture = safeAvatarUrl(avatarUrl);
  return {
    id,
    ...(typeof name === 'string' && { name }),
    ...(typeof email === 'string' && { email }),
    ...(typeof email === 'string' && typeof emailVerified === 'boolean' && { emailVerified }),
    ...(picture !== undefined && { avatarUrl: picture }),
  };
}
