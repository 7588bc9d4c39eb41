import type { ProfileMap } from '../claims.ts';
import type { Profile } from '../preset.ts';
import type { KeyMethod } from './key-method.ts';
import type { TestOutcome } from './test-keys.ts';

/** A response to a verification request, as a provider would send it. */
export interface TestResponse {
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

/** The statuses that mean an outcome without a text. */
const statuses: Readonly<Record<TestOutcome, number>> = {
  works: 200,
  rejected: 401,
  expired: 401,
  'missing-scope': 403,
  blocked: 423,
  'rate-limited': 429,
};

/**
 * Returns a response to the verification request of a method, as `verdictOf` reads it: with the owner where the method expects it, or with
 * the text that explains a refusal.
 *
 * @example
 *   const { status } = testResponse(githubKey, 'rejected', { id: 'ada' }); // 401
 *
 * @param owner of a key that works
 */
export function testResponse(
  { verification }: Pick<KeyMethod, 'verification'>,
  outcome: TestOutcome,
  owner: Profile,
): TestResponse {
  if (outcome === 'works')
    return { status: 200, body: JSON.stringify(acceptance(verification ?? {}, owner)) };
  const refusal = verification?.refusals?.find(({ means }) => means === outcome);
  const { status = statuses[outcome], text = 'this is a test key' } = refusal ?? {};
  // A text with quotes is a member itself.
  return { status, body: text.includes('"') ? `{${text}}` : JSON.stringify({ message: text }) };
}

function acceptance(
  { accepted, owner: map }: { readonly accepted?: string; readonly owner?: ProfileMap },
  owner: Profile,
): object {
  const body = {};
  if (accepted) setAt(body, accepted, true);
  // The ID comes last: another field can have the same path.
  const { id, ...others } = map ?? {};
  for (const [field, paths] of Object.entries({ ...others, ...(id && { id }) })) {
    const [path] = [paths].flat();
    const value = owner[field as keyof Profile];
    if (path !== undefined && value !== undefined) setAt(body, path, value);
  }
  return body;
}

/** A path has the names of members, and the indexes of lists. */
function setAt(target: object, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let inner = target as Record<string, unknown>;
  names.forEach((name, index) => {
    const isList = /^\d+$/.test(names[index + 1] ?? last);
    inner[name] ??= isList ? [] : {};
    inner = inner[name] as Record<string, unknown>;
  });
  inner[last] = value;
}
