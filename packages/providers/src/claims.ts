import type { Profile } from './preset.ts';

type Claims = Readonly<Record<string, unknown>>;

/**
 * Maps each field of a profile to a dotted path in the claims, or to several paths, of which the first with a value is
 * used.
 */
export type ProfileMap = Readonly<{ id: Path } & Partial<Record<Exclude<keyof Profile, 'id'>, Path>>>;
type Path = string | readonly string[];

/**
 * Creates a preset's `profile` from paths.
 *
 * @example
 *   mapProfile({ id: 'id', name: ['name', 'login'], avatarUrl: 'images.0.url' });
 */
export function mapProfile(map: ProfileMap): (claims: Claims) => Promise<Profile> {
  return async (claims) => profileOf(fieldsAt(map, claims));
}

/** Returns the profile at the paths of a map, or `undefined` without an identifier. */
export function profileAt(map: ProfileMap, claims: Claims): Profile | undefined {
  const fields = fieldsAt(map, claims);
  return fields.id === undefined ? undefined : profileOf(fields);
}

function fieldsAt(map: ProfileMap, claims: Claims): ProfileFields {
  const at = (paths: Path | undefined) =>
    [paths ?? []]
      .flat()
      .map((path) => valueAt(claims, path))
      .find(isText);
  return {
    id: at(map.id),
    name: at(map.name),
    email: at(map.email),
    emailVerified: [map.emailVerified ?? []].flat().map((path) => valueAt(claims, path))[0],
    avatarUrl: at(map.avatarUrl),
  };
}

/**
 * Maps the standard claims of OpenID Connect Core 1.0 section 5.1 to a profile.
 *
 * @example
 *   const profile = await standardClaims(claims, read);
 */
export const standardClaims = mapProfile({
  id: 'sub',
  name: ['name', 'preferred_username'],
  email: 'email',
  emailVerified: 'email_verified',
  avatarUrl: 'picture',
});

/** The input of {@link profileOf}: values as the provider sent them. */
export type ProfileFields = Readonly<
  Record<'id' | 'name' | 'email' | 'avatarUrl', unknown> & { emailVerified?: unknown }
>;

/**
 * Converts non-empty strings and numbers to strings, and keeps whether the email address is verified. Other values are
 * omitted.
 *
 * @example
 *   profileOf({ id: 7, name: 'Ada', email: '', avatarUrl: undefined }); // { id: '7', name: 'Ada' }
 */
export function profileOf({ emailVerified, ...fields }: ProfileFields): Profile {
  const known = Object.entries(fields).flatMap(([key, value]) =>
    isText(value) ? [[key, String(value)]] : [],
  );
  const profile = Object.fromEntries(known) as Partial<Profile>;
  if (profile.id === undefined) throw new TypeError('The provider sent no identifier for the user.');
  const verified = booleans.get(emailVerified);
  return { ...(profile as Profile), ...(verified !== undefined && { emailVerified: verified }) };
}

/** Amazon Cognito sends strings. */
const booleans: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
]);

/** A number beyond 2^53 has lost digits in JSON (RFC 8259 section 6), so two users could get the same ID. */
function isText(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || Number.isSafeInteger(value);
}

/** Returns the value at a dotted path. */
export function valueAt(claims: Claims, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string, unknown>)[step];
  }, claims);
}
