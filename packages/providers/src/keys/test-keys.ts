import { TEST_MARK } from './is-test-key.ts';
import type { KeyMethod, KeyRefusal } from './key-method.ts';

/** What a test key shows: that it works, or why it does not. */
export type TestOutcome = KeyRefusal['means'];

/** A key for development. It passes the format check, and only the simulator accepts it. */
export interface TestKey {
  readonly key: string;
  readonly outcome: TestOutcome;
}

/** A short word for each outcome: the shortest known key has 20 characters. */
const words: Readonly<Record<TestOutcome, string>> = {
  works: 'Works',
  rejected: 'Rejected',
  expired: 'Expired',
  'missing-scope': 'Scope',
  blocked: 'Blocked',
  'rate-limited': 'Limited',
};

/**
 * Returns the test keys of a method: one that works, and one for each way to fail that its responses can tell apart. Only the
 * one that works for a method without a verification request.
 *
 * @example
 *   testKeysOf(dockerHubKey)[0]; // { key: 'dckr_pat_ddextTestWorks0000000000000', outcome: 'works' }
 */
export function testKeysOf({
  format,
  verification,
}: Pick<KeyMethod, 'format' | 'verification'>): readonly TestKey[] {
  const prefix = format.prefixes?.[0] ?? '';
  const refused = verification ? (verification.refusals ?? []).map(({ means }) => means) : [];
  const outcomes = new Set<TestOutcome>([
    'works',
    ...(verification ? (['rejected'] as const) : []),
    ...refused,
  ]);
  return [...outcomes].map((outcome) => ({
    key: `${prefix}${TEST_MARK}${words[outcome]}`.padEnd(format.length?.min ?? 0, '0'),
    outcome,
  }));
}

/**
 * Returns what a text with a test key in it shows. Undefined without one.
 *
 * @example
 *   testOutcomeIn('dckr_pat_ddextTestWorks0000000000000'); // 'works'
 */
export function testOutcomeIn(text: string): TestOutcome | undefined {
  const outcomes = Object.entries(words) as [TestOutcome, string][];
  return outcomes.find(([, word]) => text.includes(`${TEST_MARK}${word}`))?.[0];
}
