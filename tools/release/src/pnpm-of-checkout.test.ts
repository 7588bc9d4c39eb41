import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { environment, pnpmVersion, root } from '../../dev/environment.mjs';

const pnpm = async (...args: string[]) => {
  const options = { throwOnError: true, nodeOptions: { cwd: root, env: environment } };
  return (await x(join(root, 'tools/bin/pnpm'), args, options)).stdout;
};

test.each([
  [['--version']],
  [['--ignore-workspace', '--version']],
  // Not one of the commands that the script answers itself.
  [['--version', '--silent']],
])('tools/bin/pnpm %j prints the version in package.json', async (args) => {
  expect(await pnpm(...args)).toBe(`${pnpmVersion}\n`);
});
