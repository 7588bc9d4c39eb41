import { describe, expect, test } from '@jest/globals';
import { summaryOf } from '../../ci/go-results.mjs';

const line = (Action: string, Test?: string, Output?: string) =>
  JSON.stringify({ Action, Package: 'example/one', Test, Output });

describe('the summary of go test', () => {
  test('counts tests and subtests, not the tests that only contain subtests, and not packages', () => {
    const lines = [
      line('run', 'TestA'),
      line('run', 'TestA/x'),
      line('pass', 'TestA/x'),
      line('pass', 'TestA/y'),
      line('pass', 'TestA'),
      line('pass', 'TestB'),
      line('pass'),
    ];
    expect(summaryOf(lines, 0)).toEqual({ summary: { passed: 3, failed: 0, skipped: [] }, output: '' });
  });

  test('counts a failed test once, and shows the output of the run', () => {
    const lines = [line('output', 'TestA', 'the reason\n'), line('fail', 'TestA'), line('fail')];
    expect(summaryOf(lines, 1)).toEqual({
      summary: { passed: 0, failed: 1, skipped: [] },
      output: 'the reason',
    });
  });

  test('names each skipped test with its reason', () => {
    const output = '    one_test.go:7: (skipped: no keyring)\n';
    const { summary } = summaryOf([line('output', 'TestA', output), line('skip', 'TestA')], 0);
    expect(summary.skipped).toEqual(['example/one TestA (skipped: no keyring)']);
  });

  test.each([
    ['a file that does not compile', ['one.go:1:1: syntax error', line('fail')], 1],
    ['a run that a signal ended', [line('pass', 'TestA')], null],
  ] as const)('counts %s as a failure', (_, lines, code) => {
    expect(summaryOf(lines, code).summary.failed).toBe(1);
  });
});
