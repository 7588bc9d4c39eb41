import { describe, expect, test } from '@jest/globals';
import { readRecord } from './record.ts';

describe('a record', () => {
  test.each([
    [undefined, 'record-missing', /^ddext-oauth\.json not found/],
    ['nonsense', 'record-invalid', /^ddext-oauth\.json:1:\d+: syntax error: /],
    [
      '{\n  "version": "0.1.0",\n  "options": {,\n',
      'record-invalid',
      /^ddext-oauth\.json:3:15: syntax error: /,
    ],
    ['{\n  "version": "0.1.0"\n', 'record-invalid', /^ddext-oauth\.json:\d:\d+: syntax error: /],
    ['{}', 'record-invalid', /is damaged; restore it/],
    ['null', 'record-invalid', /is damaged/],
    ['{"version": "0.1.0", "command": "pnpm create"}', 'record-invalid', /is damaged/],
    ['{"version": "0.1.0", "command": "x", "options": {"provider": "oidc"}}', 'record-invalid', /is damaged/],
  ])('that cannot be used is refused with what to do: %s', (json, code, message) => {
    expect(() => readRecord(json)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
