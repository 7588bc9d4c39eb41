import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const steps = new URL('../../dev/steps.mjs', import.meta.url).href;

test.each([
  ['succeeds', '() => undefined', '✓ Building'],
  ['fails', "() => { throw new Error('broken'); }", '✗ Building'],
])('a step that %s writes nothing to standard output', async (_outcome, work, line) => {
  const program = `const { fail, step } = await import(${JSON.stringify(steps)}); await step('Building', ${work}).catch(fail);`;
  const args = ['--input-type=module', '--eval', program];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args).catch((error) => error);
  expect(stdout).toBe('');
  expect(stderr).toContain(line);
});
