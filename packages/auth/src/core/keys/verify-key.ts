import { mapProfile, type Profile } from '@ddext-oauth/providers';
import { AuthError } from '../errors.ts';
import { unreachable } from '../http/fetch.ts';
import { isMembers, type Members } from '../http/response-body.ts';
import { limitBody } from '../http/response-limit.ts';
import { acceptProfile } from '../profile/safe-profile.ts';
import { allowedKeyTarget, type KeyRequestOptions, sendWithKey, verificationRequest } from './key-request.ts';
import type { KeyCredential, ResolvedKey } from './key-settings.ts';
import { type RefusedCredential, refusalOf } from './refusal.ts';

/** The result of {@link verifyKey}. */
export interface VerifiedKey {
  /** `false` if no request is known that proves a key of this provider. */
  readonly isProven: boolean;
  /** The owner. Absent if the provider does not name it. */
  readonly owner?: Profile;
}

/**
 * Sends the request that proves a key and names its owner.
 *
 * @throws AuthError `credential-rejected` | `credential-expired` | `scope-missing` | `access-blocked` | `provider-unreachable` |
 *   `verification-failed` | `subject-invalid` | `host-not-allowed` | `provider-misconfigured`
 */
export async function verifyKey(
  key: ResolvedKey,
  credential: KeyCredential,
  options: KeyRequestOptions,
): Promise<VerifiedKey> {
  const { verification } = key;
  if (!verification) return { isProven: false };
  const target = allowedKeyTarget(key, verification.url);
  const response = await sendWithKey(
    key,
    credential,
    target,
    verificationRequest(verification.request),
    options,
  );
  const { body, status, ok } = await read(key, target, response);
  if (isRedirect(response)) {
    const message = `${key.name} redirects to another address, which is not sent the ${key.method.noun}.`;
    throw new AuthError('verification-failed', message);
  }
  if (!ok) throw refusalOf(describe(key), response, body);
  const members = membersOf(key, body, status);
  if (verification.accepted && valueAt(members, verification.accepted) !== true)
    throw refusalOf(describe(key), new Response(null, { status: 401 }), '');
  if (!verification.owner) return { isProven: true };
  return { isProven: true, owner: await ownerOf(key, credential, members) };
}

/** What a refusal says about a key. */
export function describe({ name, method: { noun, scopes } }: ResolvedKey): RefusedCredential {
  return { name, noun, scopes, replacement: `Create another ${noun} and replace this one` };
}

async function read(
  { name }: ResolvedKey,
  target: URL,
  response: Response,
): Promise<{ body: string; status: number; ok: boolean }> {
  const { status, ok } = response;
  try {
    const limited = await limitBody(response, { problem: 'verification-failed' });
    return { body: await limited.text(), status, ok };
  } catch (cause) {
    throw unreachable(name, target, cause);
  }
}

/** A page sees no status of a redirect. */
function isRedirect({ status, type }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

function membersOf({ name }: ResolvedKey, body: string, status: number): Members {
  const json = parse(body);
  if (isMembers(json)) return json;
  // A list of the account's resources also proves a key.
  if (Array.isArray(json)) return {};
  throw new AuthError('verification-failed', `${name} returned HTTP ${status} with a body that is not JSON.`);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** @throws AuthError `verification-failed` for a response without an owner, or with the key in place of its name */
async function ownerOf(
  { name, method, verification }: ResolvedKey,
  { key }: KeyCredential,
  members: Members,
): Promise<Profile> {
  const map = verification?.owner;
  const profile = map && (await mapProfile(map)(members).catch((): undefined => undefined));
  if (!profile)
    throw new AuthError('verification-failed', `${name} did not name the owner of the ${method.noun}.`);
  if (Object.values(profile).some((value) => String(value).includes(key)))
    throw new AuthError('verification-failed', `${name} repeated the ${method.noun} in place of its owner.`);
  return acceptProfile(profile, { name, preset: { protocol: 'oauth2' } });
}

function valueAt(members: Members, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, step) => (isMembers(value) && Object.hasOwn(value, step) ? value[step] : undefined),
      members,
    );
}
