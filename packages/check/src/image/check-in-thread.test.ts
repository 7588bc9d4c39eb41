import { expect, test } from '@jest/globals';
import { ociArchive } from '../testing/archives.ts';
import { checkArchive } from '../testing/stub-docker.ts';

const failed = 'ddext-check failed, and nothing is checked: ';

test.each([
  [
    'exits without a result',
    'process.exit();',
    { status: 4, stderr: `${failed}the thread that reads the image ended without an answer\n` },
  ],
  [
    'fails with an unexpected error',
    "throw new TypeError('x is undefined');",
    { status: 4, stderr: `${failed}x is undefined\n` },
  ],
  [
    'needs more memory than it may use',
    'const kept = []; for (;;) kept.push(new Array(10_000).fill(0.5));',
    {
      status: 3,
      stderr:
        'The image acme/hello:dev cannot be checked: its files need more memory than ddext-check may use. Make it smaller.\n',
    },
  ],
])(
  'a thread that %s ends the command with one sentence and without a report',
  async (_what, inThread, run) => {
    const { status, stdout, stderr } = await checkArchive(ociArchive({ layers: [{ a: 'b' }] }), { inThread });
    expect({ status, stdout, stderr }).toEqual({ ...run, stdout: '' });
  },
  120_000,
);
