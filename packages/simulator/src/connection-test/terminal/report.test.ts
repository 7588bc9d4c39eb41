import { describe, expect, test } from '@jest/globals';
import type { TrialStep } from '../../events/connection-test-view.ts';
import { createPaint, providerLines, stepLines } from './report.ts';

describe('what is printed', () => {
  test('cannot steer the terminal, whatever a provider answers', () => {
    const evil = 'a\u001b[2Jb\u0007\r\u009bc';
    const step: TrialStep = {
      ...{ id: 'callback', title: 'Answer', status: 'failed', summary: evil },
      parts: [{ heading: evil, lines: [{ name: evil, value: evil }] }],
      problem: { code: 'unexpected', message: evil, cause: evil, fix: evil },
    };
    const text = stepLines(step, '1/1', createPaint(false)).join('\n');
    expect(text.match(/a�\[2Jb���c/g)).toHaveLength(6);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('says what to do where there is no provider at all', () => {
    expect(providerLines([], 'pnpm try')).toEqual([expect.stringContaining('auth/src/providers/index.ts')]);
  });
});
