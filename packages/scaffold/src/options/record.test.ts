import { describe, expect, test } from '@jest/globals';
import { readRecord } from './record.ts';

describe('a record', () => {
  test.each([
    [undefined, 'record-missing', /^ddext-oauth\.json not found/],
    ['nonsense', 'record-invalid', /is damaged; restore it/],
    ['null', 'record-invalid', /is damaged/],
    ['{"version": "0.1.0", "command": "pnpm create"}', 'record-invalid', /is damaged/],
    ['{"version": "0.1.0", "command": "x", "options": {"provider": "oidc"}}', 'record-invalid', /is damaged/],
  ])('that cannot be used is refused with what to do: %s', (json, code, message) => {
    expect(() => readRecord(json)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
