import type { Profile } from './preset.ts';

/** Maps the standard claims of OpenID Connect Core 1.0 section 5.1 to a profile. */
export async function standardClaims(claims: Readonly<Record<string, unknown>>): Promise<Profile> {
  return profileOf({
    id: claims.sub,
    name: claims.name ?? claims.preferred_username,
    email: claims.email,
    avatarUrl: claims.picture,
  });
}

/** Keeps what is a non-empty string or a number, as strings; everything else counts as absent. */
export function profileOf(fields: Record<keyof Profile, unknown>): Profile {
  const known = Object.entries(fields).flatMap(([key, value]) =>
    (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[key, String(value)]] : [],
  );
  const profile = Object.fromEntries(known) as Partial<Profile>;
  if (profile.id === undefined) throw new TypeError('The provider sent no identifier for the person.');
  return profile as Profile;
}
