import type { Profile } from '@ddext-oauth/providers';
import { safeAvatarUrl } from './avatar-url.ts';
import { AuthError } from './errors.ts';

/** OpenID Connect Core 1.0 section 2, `sub`; in characters. */
const LONGEST_SUBJECT = 255;

/**
 * Whether a person's identifier can be one: 1 to 255 characters, without control characters and unpaired surrogates, which
 * have no place in an identifier and no encoding of their own.
 */
export function isSubject(id: unknown): id is string {
  return (
    typeof id === 'string' && id !== '' && [...id].length <= LONGEST_SUBJECT && !/[\p{Cc}\p{Cs}]/u.test(id)
  );
}

/**
 * What a provider says of a person, held to what an extension may store and show. Every provider's profile passes here.
 *
 * @throws AuthError `subject-invalid` where the identifier is none; of OpenID Connect, where it is not ASCII either (Core
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
    `${name} identified the person by a value that is not a valid identifier.`,
  );
}

/** The members of a profile by name, each of its kind; an `avatarUrl` that is not safe to load is left out. */
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
