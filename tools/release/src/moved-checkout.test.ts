import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { environment, pnpmVersion, root } from '../../dev/environment.mjs';

let checkout: string;

/** A checkout with the scripts that install it, and one dependency. */
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'moved-'));
  for (const name of ['environment', 'install', 'steps'])
    await cp(join(root, `tools/dev/${name}.mjs`), join(checkout, `tools/dev/${name}.mjs`));
  const manifest = { name: 'moved', type: 'module', devDependencies: { pnpm: pnpmVersion } };
  await writeFile(join(checkout, 'package.json'), JSON.stringify(manifest));
  await run('pnpm', ['install', '--lockfile-only'], 'store-of-before');
});
afterEach(() => rm(checkout, { recursive: true }));

/** Runs a program in the checkout, without a terminal and not in CI, where pnpm does not prompt. */
async function run(file: string, args: readonly string[], store: string) {
  const { CI: _ci, ...env } = environment;
  const nodeOptions = { cwd: checkout, env: { ...env, npm_config_store_dir: join(checkout, store) } };
  const { exitCode, stdout, stderr } = await x(file, args, {
    inheritEnv: false,
    nodePath: false,
    nodeOptions,
  });
  if (exitCode !== 0)
    throw new Error(`${file} ${args.join(' ')} exited with ${exitCode}.\n${stdout}${stderr}`);
}

test('npm start installs a checkout again that was copied from a machine with another store of pnpm', async () => {
  const install = [join(checkout, 'tools/dev/install.mjs')];
  await run(process.execPath, install, 'store-of-before');
  await run(process.execPath, install, 'store-of-now');
  const state = await readFile(join(checkout, 'node_modules/.modules.yaml'), 'utf8');
  expect(state).toContain('store-of-now');
  expect(state).not.toContain('store-of-before');
});
