import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readEnvironment } from './environment.ts';

const directory = mkdtempSync(join(tmpdir(), 'environment-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('a setting is a variable, or the file that NAME_FILE names', () => {
  const file = join(directory, 'secret');
  writeFileSync(file, 'from a file\n');
  const read = readEnvironment({
    PLAIN: ' value ',
    EMPTY: '',
    SECRET_FILE: file,
    BOTH: 'variable',
    BOTH_FILE: file,
  });
  expect(read('PLAIN')).toBe('value');
  expect(read('EMPTY')).toBeUndefined();
  expect(read('UNSET')).toBeUndefined();
  expect(read('SECRET')).toBe('from a file');
  expect(read('BOTH')).toBe('variable');
});

test('a file that is not there counts as unset, so that a secret may be added later', () => {
  expect(readEnvironment({ SECRET_FILE: join(directory, 'absent') })('SECRET')).toBeUndefined();
});

test('a file that cannot be read is an error', () => {
  expect(() => readEnvironment({ SECRET_FILE: directory })('SECRET')).toThrow('EISDIR');
});
