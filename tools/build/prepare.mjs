import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment, root } from '../dev/environment.mjs';
import { install } from '../dev/install.mjs';
import { run, step } from '../dev/steps.mjs';
import { digestOf, textOf } from './digest.mjs';
import { swapIn } from './swap.mjs';

/** Beside the built command, which copies the packages in it to each workspace that it creates. */
export const vendor = join(root, 'packages/create-ddext-oauth/dist/vendor');
const builds = join(root, '.builds');
const runtimePackages = [
  '@ddext-oauth/auth',
  '@ddext-oauth/check',
  '@ddext-oauth/nx',
  '@ddext-oauth/providers',
  '@ddext-oauth/simulator',
];

/** The state after the last build. If it is unchanged, there is nothing to do. */
const record = join(builds, 'prepared');

/** Installs, builds and packs what has changed, from a fresh clone on a machine that has Node and npm. */
export async function prepare() {
  if ((await state()) === (await textOf(record))) return;
  const options = { cwd: root, env: environment };
  await install();
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
    // Other processes may be creating workspaces from these files.
    await swapIn(packed, vendor);
  });
  await writeFile(record, await state());
}

/** A digest of the installed dependencies, the sources and the built files. */
async function state() {
  const packages = readdirSync(join(root, 'packages')).sort();
  // pnpm keeps the lockfile that it has installed.
  const installed = join(root, 'node_modules/.pnpm/lock.yaml');
  const files = ['package.json', 'tsconfig.base.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];
  const parts = [
    ...packages.map((name) => String(existsSync(join(root, 'packages', name, 'node_modules')))),
    ...(await Promise.all([installed, ...files.map((file) => join(root, file))].map(textOf))),
    await digestOf(
      join(root, 'packages'),
      (path) => !/(^|\/)(node_modules|test-results|screenshots)\/|\.test\./.test(path),
    ),
    await digestOf(join(root, 'templates')),
    await digestOf(join(root, 'tools'), (path) => /^(build|dev)\/.*\.mjs$/.test(path)),
  ];
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** The built command, with the packed packages beside it. */
export const command = join(root, 'packages/create-ddext-oauth/dist/index.cjs');
