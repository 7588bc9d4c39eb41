import type { Profile } from './preset.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Where each field of a profile stands: a dotted path, or several, of which the first that leads anywhere counts. */
export type ProfileMap = Readonly<{ id: Path } & Partial<Record<Exclude<keyof Profile, 'id'>, Path>>>;
type Path = string | readonly string[];

/** A preset's `profile` from paths: `mapProfile({ id: 'id', name: ['name', 'login'], avatarUrl: 'images.0.url' })`. */
export function mapProfile(map: ProfileMap): (claims: Claims) => Promise<Profile> {
  const at = (claims: Claims, paths: Path | undefined) =>
    [paths ?? []]
      .flat()
      .map((path) => lookUp(claims, path))
      .find(isText);
  return async (claims) =>
    profileOf({
      id: at(claims, map.id),
      name: at(claims, map.name),
      email: at(claims, map.email),
      emailVerified: [map.emailVerified ?? []].flat().map((path) => lookUp(claims, path))[0],
      avatarUrl: at(claims, map.avatarUrl),
    });
}

/** Maps the standard claims of OpenID Connect Core 1.0 section 5.1 to a profile. */
export const standardClaims = mapProfile({
  id: 'sub',
  name: ['name', 'preferred_username'],
  email: 'email',
  emailVerified: 'email_verified',
  avatarUrl: 'picture',
});

/** What {@link profileOf} makes a profile of: values as the provider sent them. */
export type ProfileFields = Readonly<
  Record<'id' | 'name' | 'email' | 'avatarUrl', unknown> & { emailVerified?: unknown }
>;

/**
 * Keeps what is a non-empty string or a number, as strings, and whether the address is verified where it is said;
 * everything else counts as absent.
 */
export function profileOf({ emailVerified, ...fields }: ProfileFields): Profile {
  const known = Object.entries(fields).flatMap(([key, value]) =>
    isText(value) ? [[key, String(value)]] : [],
  );
  const profile = Object.fromEntries(known) as Partial<Profile>;
  if (profile.id === undefined) throw new TypeError('The provider sent no identifier for the person.');
  const verified = booleans.get(emailVerified);
  return { ...(profile as Profile), ...(verified !== undefined && { emailVerified: verified }) };
}

/** Amazon Cognito sends the words. */
const booleans: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
]);

/** Of a number beyond 2^53 the digits are lost already (RFC 8259 section 6): two people would have one. */
function isText(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || Number.isSafeInteger(value);
}

function lookUp(claims: Claims, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string, unknown>)[step];
  }, claims);
}
