import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { valueAt } from '../invalid.ts';
import { type Bundler, bundlers, otherBundler } from './bundlers.ts';

/** A folder with a package.json that can build a UI. */
export interface UiProject {
  /** Absolute. */
  readonly folder: string;
  readonly bundler: Bundler;
  /** The commands that install its packages, build it, and start its development server, as far as it has scripts for them. */
  readonly commands: { readonly install: string; readonly build?: string; readonly serve?: string };
}

const DEEPEST = 3;
const skipped = new Set(['node_modules', 'dist', 'build', 'vendor', 'target']);

/** The first lock file tells the package manager. */
const managers: readonly (readonly [lockFile: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lockb', 'bun'],
  ['bun.lock', 'bun'],
];

function commandsOf(manifest: unknown, names: readonly string[]): UiProject['commands'] {
  const [, manager = 'npm'] = managers.find(([lockFile]) => names.includes(lockFile)) ?? [];
  const has = (script: string) => typeof valueAt(manifest, ['scripts', script]) === 'string';
  const serve = ['dev', 'start', 'serve'].find(has);
  return {
    install: `${manager} install`,
    ...(has('build') && { build: `${manager} run build` }),
    ...(serve !== undefined && { serve: `${manager} run ${serve}` }),
  };
}

function bundlerOf(manifest: unknown): Bundler | undefined {
  const uses = (name: string) =>
    ['dependencies', 'devDependencies'].some((key) => valueAt(manifest, [key, name]) !== undefined);
  const known = bundlers.find(({ dependencies }) => dependencies.some(uses));
  // A backend has a package.json too.
  const isPage = [
    'react',
    'vue',
    'svelte',
    'preact',
    'esbuild',
    'parcel',
    '@docker/extension-api-client',
  ].some(uses);
  return known ?? (isPage ? otherBundler : undefined);
}

async function projectIn(folder: string, names: readonly string[]): Promise<UiProject | undefined> {
  if (!names.includes('package.json')) return undefined;
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  } catch {
    // The package manager reports it.
    return undefined;
  }
  const bundler = bundlerOf(manifest);
  return bundler && { folder, bundler, commands: commandsOf(manifest, names) };
}

/** The projects of UIs in a folder and below it. Those of a known bundler come first. */
export async function findUiProjects(directory: string): Promise<readonly UiProject[]> {
  const found: UiProject[] = [];
  const enter = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
    const project = await projectIn(
      folder,
      entries.map(({ name }) => name),
    );
    if (project) found.push(project);
    if (depth === DEEPEST) return;
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
    for (const { name } of folders) if (!skipped.has(name)) await enter(join(folder, name), depth + 1);
  };
  await enter(directory, 0);
  const isOther = ({ bundler }: UiProject) => Number(bundler === otherBundler);
  return found.toSorted((one, other) => isOther(one) - isOther(other));
}
