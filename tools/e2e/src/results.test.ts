import { describe, expect, test } from '@jest/globals';
import { verdict } from '../../ci/results.mjs';

const summary = { passed: 3, failed: 0, skipped: [] };
const noChromium = 'a user in Chromium (skipped: no Chromium found; set CHROMIUM_PATH) signs in';

describe('the closing lines of npm test', () => {
  test('add up the projects', () => {
    expect(verdict([summary, summary], { ci: true })).toEqual({
      lines: ['Tests: 6 passed, 0 failed, 0 skipped'],
      ok: true,
    });
  });

  test('name each skipped test, and allow those with a reason', () => {
    expect(verdict([summary, { ...summary, skipped: [noChromium] }], { ci: false })).toEqual({
      lines: [`Skipped: ${noChromium}`, 'Tests: 6 passed, 0 failed, 1 skipped'],
      ok: true,
    });
  });

  test.each([
    ['a failure', { ...summary, failed: 1 }, false],
    ['a run without a passed test', { ...summary, passed: 0 }, false],
    ['a test that is skipped without a reason', { ...summary, skipped: ['later'] }, false],
    ['any skipped test in CI', { ...summary, skipped: [noChromium] }, true],
  ])('make %s a failure', (_, found, ci) => {
    expect(verdict([found], { ci })).toMatchObject({ ok: false });
  });
});
