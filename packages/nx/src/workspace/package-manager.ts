import { type SpawnOptions, spawn } from 'node:child_process';
import type { Tree } from '../devkit.ts';
import { readJson } from './json.ts';

export type PackageManager = 'pnpm' | 'npm' | 'yarn' | 'bun';

/** Files that identify a package manager, the most specific first. */
const marks: readonly (readonly [file: string, packageManager: PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

/** The package manager of a workspace: from package.json, or else from its files. The default is npm. */
export function packageManagerOf(tree: Tree): PackageManager {
  const { packageManager } = readJson(tree, 'package.json');
  const declared = typeof packageManager === 'string' ? packageManager.replace(/@.*$/, '') : undefined;
  const known = marks.find(([, each]) => each === declared);
  return (known ?? marks.find(([file]) => tree.exists(file)))?.[1] ?? 'npm';
}

/** The return value of a generator. Nx calls it after writing the files. */
export type FollowUp = () => Promise<void>;

/**
 * Installs the dependencies.
 *
 * @throws Error if the package manager fails; the generated files are kept
 */
export function install(tree: Tree, packageManager: 'pnpm' | 'npm'): FollowUp {
  return () =>
    new Promise((resolve, reject) => {
      // On Windows both are scripts, which only a shell can start.
      const options: SpawnOptions = { cwd: tree.root, stdio: 'inherit', shell: process.platform === 'win32' };
      // In CI, pnpm does not update the lockfile by default.
      const flags = packageManager === 'pnpm' ? ['--no-frozen-lockfile'] : [];
      const child = spawn(packageManager, ['install', ...flags], options);
      child.once('error', reject);
      child.once('close', (code) => {
        if (code === 0) return resolve();
        reject(
          new Error(
            `All files are written, but ${packageManager} install failed with exit code ${code}; run it again.`,
          ),
        );
      });
    });
}
