import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { nodeInTerminal } from './terminal.ts';

test('a program in a terminal has the color settings of its test, and none of the test run', async () => {
  // With both, Node.js writes a warning into the line that a program is writing.
  const run = jest.replaceProperty(process, 'env', { ...process.env, FORCE_COLOR: '1', NO_COLOR: '' });
  const cwd = await mkdtemp(join(tmpdir(), 'terminal-'));
  try {
    const program = 'const { FORCE_COLOR: force, NO_COLOR: no } = process.env; console.log({ force, no });';
    const shown = async (env: NodeJS.ProcessEnv) => {
      const { ended, output } = await nodeInTerminal({ cwd, notes: cwd, env }, ['-e', program]);
      expect((await ended).code).toBe(0);
      return output().trim();
    };
    expect(await shown({})).toBe('{ force: undefined, no: undefined }');
    expect(await shown({ NO_COLOR: '1' })).toBe("{ force: undefined, no: '1' }");
  } finally {
    run.restore();
    await rm(cwd, { recursive: true });
  }
});
