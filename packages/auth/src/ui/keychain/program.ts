import type { DdClient } from '../dd-client.ts';
import { hostOf } from '../host.ts';
import type { SignInError } from '../sign-in-error.ts';
import { type KeychainErrorCode, keychainError } from './problems.ts';

/** What a command of the host program prints: the key, and the next one during a rotation. */
export interface KeychainKeys {
  readonly key: string;
  readonly next?: string;
}

/** Runs a command of the host program, `get`, `next` or `settle`. No argument is a secret. */
export type KeychainProgram = (command: string, ...args: string[]) => Promise<KeychainKeys>;

/** The file name in `host.binaries`, without `.exe`. */
const PROGRAM = 'ddext-keychain';

/** What the program prints as `error`, from packages/keychain/internal/failure. */
const problems: Readonly<Record<string, readonly [code: KeychainErrorCode, message: string]>> = {
  locked: ['keychain-locked', 'The keychain of this computer is locked.'],
  absent: ['keychain-absent', 'There is no keychain in this session.'],
  refused: ['keychain-refused', 'Access to the keychain was denied.'],
  killed: ['keychain-killed', 'The keychain ended before it responded.'],
  timeout: ['keychain-timeout', 'The keychain did not respond within a minute.'],
  foreign: ['keychain-foreign', "The keychain's entry for this extension is not a key."],
};

/** How shells and hosts report a program that they cannot find. 127 and 9009 are exit codes of sh and cmd. */
const missingCodes: readonly unknown[] = ['ENOENT', 127, 9009];
const missingText = /ENOENT|not found|no such file|not recognized|not a binary of this extension/i;

/** The keychain has another key than the one to settle. Another page has ended the rotation. */
export class KeyChanged extends Error {}

/**
 * Returns the host program of `@ddext-oauth/keychain`. It waits at most a minute for the keychain.
 *
 * @throws SignInError `keychain-…`, from each command; KeyChanged from `settle`
 */
export function keychainProgram(ddClient: DdClient): KeychainProgram {
  return async (...command) => {
    const cli = ddClient.extension.host?.cli;
    if (!cli) throw unsupported();
    // Not a direct call: a host may throw instead of rejecting. Both a result and a rejection contain the output.
    const ended: unknown = await Promise.resolve(cli)
      .then((host) => host.exec(PROGRAM, command))
      .catch((rejection: unknown) => rejection);
    const { key, next, error, detail } = printedIn(ended);
    if (isKey(key)) return isKey(next) ? { key, next } : { key };
    if (error === 'changed') throw new KeyChanged('The keychain has another key.');
    if (typeof error === 'string') throw failure(error, detail);
    throw notRun(ended, hostOf(ddClient) === 'podman');
  };
}

/** The line of JSON that the program has printed; no members if it has printed none. */
function printedIn(ended: unknown): Readonly<Record<string, unknown>> {
  const { stdout } = membersOf(ended);
  try {
    return membersOf(JSON.parse(String(stdout)));
  } catch {
    return {};
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** 256 bits, base64url without padding. */
function isKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value);
}

function failure(word: string, detail: unknown): SignInError {
  const reason = typeof detail === 'string' ? `${word}, ${detail}` : word;
  const [code, message] = problems[word] ?? [
    'keychain-failed',
    `The keychain cannot be used: ${reason.slice(0, 100)}.`,
  ];
  return keychainError(code, message);
}

/** The program has not started, or was ended by a signal. */
function notRun(ended: unknown, isPodman: boolean): SignInError {
  const { code, exitCode, signal, stderr, message } = membersOf(ended);
  const isMissing =
    missingCodes.includes(code) ||
    missingCodes.includes(exitCode) ||
    missingText.test(`${stderr ?? ''} ${message ?? ''}`);
  if (isMissing && isPodman) return unsupported(ended);
  if (isMissing)
    return keychainError(
      'keychain-program-missing',
      'The program that reads the keychain is missing.',
      ended,
    );
  const end = [signal, code, exitCode].find(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  return keychainError(
    'keychain-failed',
    `The program that reads the keychain failed: ${end ?? 'no output'}.`,
    ended,
  );
}

function unsupported(cause?: unknown): SignInError {
  return keychainError(
    'keychain-unsupported',
    'This app cannot start the program that reads the keychain.',
    cause,
  );
}
