import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Tree } from './tree.ts';
import type { BundledPackage } from './workspace-or-image.ts';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: unknown;
  readonly licenses?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * The installed packages that a project depends on, directly or indirectly. A bundle contains code of some of them; only the bundler
 * knows of which.
 *
 * @param manifest the project's package.json
 * @returns undefined if they are not installed
 */
export async function bundledPackages(
  directory: string,
  manifest: Tree,
): Promise<readonly BundledPackage[] | undefined> {
  const root = join(directory, dirname(manifest.file));
  const found = new Map<string, BundledPackage>();
  const waiting = Object.keys(manifest.objectAt('dependencies')).map((name) => ({
    name,
    from: root,
    at: manifest.place('dependencies', name),
  }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { at, from } = next;
    const path = await locate(next.name, from);
    if (path === undefined) {
      // An optional dependency of another platform; a direct one is missing where nothing is installed.
      if (from === root) return undefined;
      continue;
    }
    if (found.has(path)) continue;
    const { name = next.name, version = '', dependencies, ...rest } = await readManifest(path);
    found.set(path, { name, version, license: licenseOf(rest), at });
    waiting.push(...Object.keys(dependencies ?? {}).map((each) => ({ name: each, from: path, at })));
  }
  // The workspace's own projects are the author's.
  return [...found].filter(([path]) => path.includes('node_modules')).map(([, each]) => each);
}

/** The license of an installed package. A package that cannot be read has none, and is reported. */
async function readManifest(directory: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return {};
  }
}

/** Where Node finds a package from a folder. */
async function locate(name: string, from: string): Promise<string | undefined> {
  for (let directory = from; ; directory = dirname(directory)) {
    const found = await realpath(join(directory, 'node_modules', name)).catch(() => undefined);
    if (found !== undefined) return found;
    if (directory === dirname(directory)) return undefined;
  }
}

/** The current form of the field, and the form in old packages. */
function licenseOf({ license, licenses }: Manifest): string | undefined {
  if (typeof license === 'string') return license;
  const listed = [license, licenses].flat().map((each) => (each as { type?: unknown } | undefined)?.type);
  const types = listed.filter((type) => typeof type === 'string');
  return types.length > 0 ? types.join(' OR ') : undefined;
}
