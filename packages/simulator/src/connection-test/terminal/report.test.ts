import { describe, expect, test } from '@jest/globals';
import type { ConnectionTestStep } from '../../events/connection-test-view.ts';
import { createPaint, providerLines, stepLines } from './report.ts';

describe('the printed report', () => {
  test('contains no control characters of the provider', () => {
    const evil = 'a\u001b[2Jb\u0007\r\u009bc';
    const step: ConnectionTestStep = {
      ...{ id: 'callback', title: 'Answer', status: 'failed', summary: evil },
      parts: [{ heading: evil, lines: [{ name: evil, value: evil }] }],
      problem: { code: 'unexpected', message: evil, cause: evil, fix: evil },
    };
    const text = stepLines(step, '1/1', createPaint(false)).join('\n');
    expect(text.match(/a�\[2Jb���c/g)).toHaveLength(6);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('prints the fix if the extension has no provider', () => {
    expect(providerLines([], 'pnpm try')).toEqual([expect.stringContaining('auth/src/providers/index.ts')]);
  });
});
