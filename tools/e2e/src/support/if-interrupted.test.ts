import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { ifInterrupted } from './if-interrupted.mjs';
import { directory } from './workspace.ts';

const program = (folder: string) => `
  const { ifInterrupted } = await import('${new URL('./if-interrupted.mjs', import.meta.url)}');
  ifInterrupted('mkdir ${join(folder, 'cleaned-up')}');
  process.stdout.write('ready');
  setInterval(() => {}, 1_000_000);
`;

describe('ifInterrupted', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('runs its command after %s', async (signal) => {
    const folder = await mkdtemp(join(directory, 'interrupted-'));
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program(folder)]);
    await once(child.stdout, 'data');
    child.kill(signal);
    while ((await readdir(folder)).length === 0) await delay(20);
    expect(await readdir(folder)).toEqual(['cleaned-up']);
  });

  test('does not run its command after done', async () => {
    const folder = await mkdtemp(join(directory, 'interrupted-'));
    await ifInterrupted(`mkdir ${join(folder, 'cleaned-up')}`).done();
    expect(await readdir(folder)).toEqual([]);
  });
});
