import { ScaffoldError, type ScaffoldErrorCode, systemCode } from '../errors.ts';

type Row = readonly [code: ScaffoldErrorCode, sentence: (path: string) => string];

const denied: Row = [
  'not-writable',
  (path) => `${path} is not writable: permission denied; choose a directory that you can write to.`,
];

/** The message for each system error. */
const ROWS: Readonly<Record<string, Row>> = {
  ENOSPC: [
    'disk-full',
    (path) => `The disk is full, so ${path} was not created; free some space and try again.`,
  ],
  EDQUOT: [
    'quota-exceeded',
    (path) => `Your disk quota is used up, so ${path} was not created; free some space and try again.`,
  ],
  EACCES: denied,
  EPERM: denied,
  EROFS: ['read-only', (path) => `${path} is on a read-only file system; choose a directory elsewhere.`],
  ENAMETOOLONG: [
    'name-too-long',
    (path) => `The path ${path} is too long for this file system; choose a shorter one.`,
  ],
  ENOTDIR: [
    'parent-not-directory',
    (path) => `A part of ${path} is a file, not a directory; choose a directory elsewhere.`,
  ],
  ENOTEMPTY: [
    'target-not-empty',
    (path) => `Another program wrote to ${path} at the same time; choose a new directory.`,
  ],
  EEXIST: [
    'target-not-empty',
    (path) => `Another program wrote to ${path} at the same time; choose a new directory.`,
  ],
};

/** Converts an error of the file system for `path` to a ScaffoldError. */
export function ioError(cause: unknown, path: string): ScaffoldError {
  if (cause instanceof ScaffoldError) return cause;
  const row = ROWS[systemCode(cause) ?? ''];
  if (row) return new ScaffoldError(row[0], row[1](path), { cause });
  return new ScaffoldError('io', `${path} cannot be created: ${systemCode(cause) ?? String(cause)}.`, {
    cause,
  });
}
