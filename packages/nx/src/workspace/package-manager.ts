import { type SpawnOptions, spawn } from 'node:child_process';
import type { Tree } from '../devkit.ts';
import { readJson } from './json.ts';

export type PackageManager = 'pnpm' | 'npm' | 'yarn' | 'bun';

/** Files that only one package manager writes, the most telling first. */
const marks: readonly (readonly [file: string, packageManager: PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

/** The package manager of a workspace: what package.json says, or else what the files of one show; npm without either. */
export function packageManagerOf(tree: Tree): PackageManager {
  const { packageManager } = readJson(tree, 'package.json');
  const said = typeof packageManager === 'string' ? packageManager.replace(/@.*$/, '') : undefined;
  const known = marks.find(([, each]) => each === said);
  return (known ?? marks.find(([file]) => tree.exists(file)))?.[1] ?? 'npm';
}

/** What a generator returns, for Nx to run once everything is written. */
export type FollowUp = () => Promise<void>;

/**
 * Installs what package.json asks for.
 *
 * @throws Error where the package manager fails; what was generated stays
 */
export function install(tree: Tree, packageManager: 'pnpm' | 'npm'): FollowUp {
  return () =>
    new Promise((resolve, reject) => {
      // On Windows both are scripts, which only a shell starts.
      const options: SpawnOptions = { cwd: tree.root, stdio: 'inherit', shell: process.platform === 'win32' };
      // In CI pnpm would refuse to write what has just become necessary.
      const flags = packageManager === 'pnpm' ? ['--no-frozen-lockfile'] : [];
      const child = spawn(packageManager, ['install', ...flags], options);
      child.once('error', reject);
      child.once('close', (code) => {
        if (code === 0) return resolve();
        reject(
          new Error(
            `Everything is written, but ${packageManager} install ended with exit code ${code}; run it again.`,
          ),
        );
      });
    });
}
