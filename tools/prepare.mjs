import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { environment, pnpmVersion, root } from './environment.mjs';
import { run, step } from './steps.mjs';
import { swapIn } from './swap.mjs';

/** Beside the built command: what it finds here, it puts into the workspaces it makes. */
export const vendor = join(root, 'packages/create-ddext-oauth/dist/vendor');
const builds = join(root, '.builds');
const runtimePackages = [
  '@ddext-oauth/auth',
  '@ddext-oauth/check',
  '@ddext-oauth/nx',
  '@ddext-oauth/providers',
  '@ddext-oauth/simulator',
];

/** Installs, builds and packs, from a fresh clone on a machine that has Node and npm. */
export async function prepare() {
  const options = { cwd: root, env: environment };
  await step('Installing dependencies', () =>
    run(
      'Installing dependencies',
      'npx',
      ['--yes', `pnpm@${pnpmVersion}`, 'install', '--frozen-lockfile'],
      options,
    ),
  );
  await step('Building the packages', () =>
    run('Building the packages', 'nx', ['run-many', '-t', 'build'], options),
  );
  await step('Packing the runtime packages', async () => {
    await mkdir(builds, { recursive: true });
    const packed = await mkdtemp(join(builds, 'packing-'));
    for (const name of runtimePackages) {
      const args = ['--filter', name, 'pack', '--pack-destination', packed];
      await run('Packing the runtime packages', 'pnpm', args, options);
    }
    // Others may be making workspaces with what is there.
    await swapIn(packed, vendor);
  });
}

/** The command as it is built, with the packed packages beside it. */
export const command = join(root, 'packages/create-ddext-oauth/dist/index.cjs');
