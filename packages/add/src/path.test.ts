import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { x } from 'tinyexec';

const program = fileURLToPath(new URL('../bin/ddext-add.js', import.meta.url));
const run = (...parameters: string[]) => x(process.execPath, [program, ...parameters]);

describe('ddext-add', () => {
  test('with --path prints the path of the code, and <ddext-sign-in> is beside it', async () => {
    const { exitCode, stdout, stderr } = await run('--path');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const path = stdout.trim();
    expect(existsSync(join(dirname(path), 'ddext-sign-in.js'))).toBe(true);
    expect(Object.keys(createRequire(path)(path)).sort()).toEqual([
      'planAddition',
      'planRemoval',
      'readRepository',
      'unifiedDiff',
      'writeChanges',
    ]);
  });

  test('without --path, prints the command to run', async () => {
    expect(await run()).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('Run: npm create ddext-oauth -- --add'),
    });
  });
});
