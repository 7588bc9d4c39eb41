import { type Profile, verdictOf } from '@ddext-oauth/providers';
import { AuthError } from '../errors.ts';
import { unreachable } from '../http/fetch.ts';
import { limitBody } from '../http/response-limit.ts';
import { acceptProfile } from '../profile/safe-profile.ts';
import { allowedKeyTarget, type KeyRequestOptions, sendWithKey, verificationRequest } from './key-request.ts';
import type { KeyCredential, ResolvedKey } from './key-settings.ts';
import { type ReadResponse, refusalOf } from './refusal.ts';

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
 * @throws AuthError `credential-rejected` | `credential-expired` | `scope-missing` | `access-blocked` |
 *   `provider-unreachable` | `verification-failed` | `subject-invalid` | `host-not-allowed` | `provider-misconfigured`
 */
export async function verifyKey(
  key: ResolvedKey,
  credential: KeyCredential,
  options: KeyRequestOptions,
): Promise<VerifiedKey> {
  const { name, method, verification } = key;
  if (!verification) return { isProven: false };
  const target = allowedKeyTarget(key, verification.url);
  const request = verificationRequest(verification.request);
  const sent = await sendWithKey(key, credential, target, request, options);
  if (isRedirect(sent)) {
    await sent.body?.cancel();
    const message = `${name} redirects to another address, which is not sent the ${method.noun}.`;
    throw new AuthError('verification-failed', message);
  }
  const response = await read(key, target, sent);
  const about = { name, noun: method.noun, scopes: method.scopes, verification };
  const { status, body } = response;
  const { outcome, owner } = verdictOf(about, {
    status,
    headers: Object.fromEntries(response.headers),
    body,
  });
  if (outcome !== 'works') {
    const replacement = `Create another ${method.noun} and use that instead`;
    throw refusalOf({ ...about, replacement }, response);
  }
  return owner ? { isProven: true, owner: accept(key, credential, owner) } : { isProven: true };
}

async function read({ name }: ResolvedKey, target: URL, response: Response): Promise<ReadResponse> {
  const { status, headers } = response;
  try {
    const limited = await limitBody(response, { problem: 'verification-failed' });
    return { status, headers, body: await limited.text() };
  } catch (cause) {
    throw unreachable(name, target, cause);
  }
}

/** A page sees no status of a redirect. */
function isRedirect({ status, type }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

/** @throws AuthError `verification-failed` for a response with the key in place of its owner; `subject-invalid` */
function accept({ name, method }: ResolvedKey, { key }: KeyCredential, owner: Profile): Profile {
  if (Object.values(owner).some((value) => String(value).includes(key)))
    throw new AuthError('verification-failed', `${name} repeated the ${method.noun} in place of its owner.`);
  return acceptProfile(owner, { name, preset: { protocol: 'oauth2' } });
}
