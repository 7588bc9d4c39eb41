import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { DdClient } from '../dd-client.ts';
import { SignInError } from '../sign-in-error.ts';
import { keychainProgram } from './program.ts';

const key = 'A'.repeat(43);
const next = `${'B'.repeat(42)}A`;

function clientWith(exec: (command: string, args: string[]) => Promise<unknown>, image?: string): DdClient {
  return {
    extension: { host: { cli: { exec } }, ...(image !== undefined && { image }) },
    host: { openExternal: () => {} },
  };
}

const get = (ddClient: DdClient) => keychainProgram(ddClient)('get', 'acme/test@docker');

/** The problem that a page shows for what the host does. */
async function problemWith(exec: () => Promise<unknown>, image?: string) {
  const error = await get(clientWith(exec, image)).catch((reason: unknown) => reason);
  if (!(error instanceof SignInError)) throw error;
  return error.problem;
}

const printed = (line: object) => ({ stdout: `${JSON.stringify(line)}\n`, stderr: '' });

test.each([
  ['get', printed({ key }), { key }],
  ['next', printed({ key, next }), { key, next }],
])('the keys that %s prints are returned', async (command, result, keys) => {
  const calls: unknown[] = [];
  const exec = async (...call: unknown[]) => {
    calls.push(call);
    return result;
  };
  expect(await keychainProgram(clientWith(exec))(command, 'acme/test@docker')).toEqual(keys);
  expect(calls).toEqual([['ddext-keychain', [command, 'acme/test@docker']]]);
});

const states: Readonly<Record<string, string>> = {
  usage: 'keychain-failed',
  locked: 'keychain-locked',
  absent: 'keychain-absent',
  refused: 'keychain-refused',
  killed: 'keychain-killed',
  timeout: 'keychain-timeout',
  foreign: 'keychain-foreign',
  failed: 'keychain-failed',
};

describe('an error that the program prints', () => {
  test.each(Object.entries(states))('has a code, a message and an advice: %s', async (error, code) => {
    const problem = await problemWith(() => Promise.reject({ code: 10, ...printed({ error }) }));
    expect(problem).toMatchObject({ code, message: expect.stringMatching(/^.*keychain.*\.$/) });
    expect(problem.advice).toMatch(/\.$/);
  });

  test('has the same code if the host resolves, or rejects with an Error', async () => {
    const result = printed({ error: 'locked' });
    expect(await problemWith(async () => ({ ...result, code: 10 }))).toMatchObject({
      code: 'keychain-locked',
    });
    const rejection = Object.assign(new Error('Command failed'), { exitCode: 10, ...result });
    expect(await problemWith(() => Promise.reject(rejection))).toMatchObject({ code: 'keychain-locked' });
  });

  test('contains the detail of the operating system', async () => {
    const line = printed({ error: 'failed', detail: 'windows-error-8' });
    const { message } = await problemWith(() => Promise.reject({ code: 17, ...line }));
    expect(message).toBe('The keychain cannot be used: failed, windows-error-8.');
  });

  test('has a code for each word that the program can print', () => {
    const source = join(import.meta.dirname, '../../../../keychain/internal/failure/failure.go');
    const words = [...readFileSync(source, 'utf8').matchAll(/Word: "(\w+)"/g)].map(([, word]) => word);
    // A rotation that another page has completed is not a problem.
    expect(words.filter((word) => word !== 'changed').sort()).toEqual(Object.keys(states).sort());
  });
});

describe('a program that has not run', () => {
  test.each([
    ['Docker Desktop, with the exit code of a shell', { code: 127, stdout: '', stderr: 'sh: not found' }],
    ['Node', Object.assign(new Error('spawn ddext-keychain ENOENT'), { code: 'ENOENT' })],
    ['Windows', { code: 1, stderr: "'ddext-keychain' is not recognized as an internal or external command" }],
    ['the simulator', { code: 127, stderr: '"ddext-keychain" is not a binary of this extension.' }],
  ])('is reported as missing: %s', async (_where, rejection) => {
    expect(await problemWith(() => Promise.reject(rejection), 'acme/test:1')).toMatchObject({
      code: 'keychain-program-missing',
      message: 'The program that reads the keychain is missing.',
    });
  });

  test('is unsupported in Podman Desktop, which has no programs of extensions', async () => {
    const rejection = new Error('Failed to execute command: spawn ddext-keychain ENOENT');
    expect(await problemWith(() => Promise.reject(rejection), '')).toMatchObject({
      code: 'keychain-unsupported',
    });
  });

  test('is unsupported in a host without host.cli', async () => {
    const ddClient: DdClient = { extension: {}, host: { openExternal: () => {} } };
    await expect(get(ddClient)).rejects.toMatchObject({ problem: { code: 'keychain-unsupported' } });
  });

  test('is reported if the host throws instead of rejecting', async () => {
    const throwing = () => {
      throw new TypeError('exec is not available');
    };
    expect(await problemWith(throwing)).toMatchObject({ code: 'keychain-failed' });
  });
});

test.each([
  ['a signal', { signal: 'SIGKILL', stdout: '', stderr: '', killed: true }, 'SIGKILL'],
  ['an exit code', { code: 2, stdout: 'Segmentation fault', stderr: '' }, '2'],
  ['nothing', undefined, 'no output'],
  ['a line that is not JSON', { stdout: 'key', code: 0 }, '0'],
  ['a key that is too short', printed({ key: 'A' }), 'no output'],
  ['a key that is not text', printed({ key: 1 }), 'no output'],
])('a program that ends with %s has failed', async (_what, result, end) => {
  const expected = {
    code: 'keychain-failed',
    message: `The program that reads the keychain failed: ${end}.`,
  };
  expect(await problemWith(() => Promise.reject(result))).toMatchObject(expected);
  expect(await problemWith(async () => result)).toMatchObject(expected);
});
