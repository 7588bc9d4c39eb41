import { AuthError } from '../core/errors.ts';
import { nodeFileOperations, unless } from '../stores/file-operations.ts';
import { readRegularFile } from '../stores/regular-file.ts';

/** In bytes. No secret, key or certificate chain is larger. */
const LARGEST_FILE = 64 * 1024;

/**
 * Reads settings from environment variables. If `NAME` is unset, `NAME_FILE` can name a file that contains the value in
 * UTF-8, so that a secret need not be in the environment. A missing file counts as unset.
 *
 * Other programs may be able to write to the file's folder. The file is therefore read without following links or
 * waiting for a FIFO, up to 64 KiB. Content that cannot be a setting is an error.
 *
 * @example
 *   const read = readEnvironment(process.env);
 *   await read('ACME_CLIENT_SECRET'); // from ACME_CLIENT_SECRET, or from the file named by ACME_CLIENT_SECRET_FILE
 *
 * @returns a function that rejects with AuthError `setting-unreadable` for a file that is empty, too large, not a
 *   regular file, not UTF-8, or contains control characters other than tabs and line breaks
 */
export function readEnvironment(
  environment: NodeJS.ProcessEnv,
): (name: string) => Promise<string | undefined> {
  return async (name) => {
    const value = environment[name]?.trim();
    if (value) return value;
    const variable = `${name}_FILE`;
    const file = environment[variable];
    return file ? readIfThere(variable, file) : undefined;
  };
}

async function readIfThere(variable: string, file: string): Promise<string | undefined> {
  const unreadable = (what: string, cause?: unknown) =>
    new AuthError('setting-unreadable', `The file that ${variable} names ${what}.`, { cause });
  const content = await unless(readRegularFile(nodeFileOperations, file, LARGEST_FILE), 'ENOENT').catch(
    (cause) => {
      throw unreadable('cannot be read', cause);
    },
  );
  if (!content) return undefined;
  if ('refused' in content) throw unreadable(refusals[content.refused]);
  const text = decode(content.bytes)?.trim();
  if (text === undefined) throw unreadable('is not UTF-8 text');
  if (text === '') throw unreadable('is empty');
  if (/[^\P{Cc}\t\r\n]/u.test(text)) throw unreadable('has control characters');
  return text;
}

const refusals = { 'not-a-file': 'is not a regular file', 'too-large': 'is larger than 64 KiB' } as const;

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
