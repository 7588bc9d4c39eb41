import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@jest/globals';
import { packageDirectory } from './command.ts';

/** Variables that make a process and its children record the secrets that they send and receive. */
export function recordingSecrets(directory: string): Record<string, string> {
  const recorder = pathToFileURL(join(packageDirectory, 'src/testing/processes/record-secrets.mjs')).href;
  return { NODE_OPTIONS: `--import=${recorder}`, SECRETS_SEEN: join(directory, 'secrets') };
}

/** Fails if the text contains a recorded secret, or if none of a kind was recorded. */
export function expectNoSecretIn(directory: string, text: string, kinds: readonly string[]): void {
  const seen = readFileSync(join(directory, 'secrets'), 'utf8').trim().split('\n');
  const secrets = seen.map((line) => line.split(' ') as [string, string]);
  expect(secrets.map(([kind]) => kind)).toEqual(expect.arrayContaining([...kinds]));
  const leaks = secrets.filter(
    ([, value]) => text.includes(value) || text.includes(encodeURIComponent(value)),
  );
  expect(leaks.map(([kind]) => kind)).toEqual([]);
}
