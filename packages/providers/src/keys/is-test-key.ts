/** What each test key has in it. Real keys are random. */
export const TEST_MARK = 'ddextTest';

/**
 * Returns whether a text is a test key of the simulator. Test keys are never sent to a real API.
 *
 * @example
 *   isTestKey('ghp_ddextTestWorks0000000000000000000000'); // true
 */
export function isTestKey(text: string): boolean {
  return text.includes(TEST_MARK);
}
