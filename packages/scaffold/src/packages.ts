import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ScaffoldError } from './errors.ts';
import { versions } from './templates.generated.ts';

/** A package of this repository that a generated extension depends on. */
export interface RuntimePackage {
  readonly name: string;
  /** What package.json says where it comes from the registry. */
  readonly range: string;
  /** The packed package that goes along, under this path of the extension. */
  readonly tarball?: { readonly path: string; readonly content: Uint8Array };
}

const RUNTIME_PACKAGES = [
  '@ddext-oauth/auth',
  '@ddext-oauth/check',
  '@ddext-oauth/nx',
  '@ddext-oauth/simulator',
];

/** The runtime packages as version ranges for the registry. */
export function registryPackages(): readonly RuntimePackage[] {
  return RUNTIME_PACKAGES.map((name) => ({ name, range: `^${versions[name]}` }));
}

/**
 * The runtime packages as tarballs from a directory, where it exists, and as version ranges otherwise.
 *
 * @param directory holds one file a package, named as `pnpm pack` names it: `ddext-oauth-auth-0.1.0.tgz`
 * @throws {ScaffoldError} `package-missing` if the directory does not hold each of them exactly once
 */
export async function runtimePackages(directory: string): Promise<readonly RuntimePackage[]> {
  const files = await readdir(directory).catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (files === undefined) return registryPackages();
  return Promise.all(RUNTIME_PACKAGES.map((name) => vendored(name, directory, files)));
}

async function vendored(name: string, directory: string, files: readonly string[]): Promise<RuntimePackage> {
  const prefix = `${name.replace('@', '').replace('/', '-')}-`;
  const matching = files.filter(
    (file) => file.startsWith(prefix) && /^\d+\.\d+\.\d+.*\.tgz$/.test(file.slice(prefix.length)),
  );
  const [file, ...more] = matching;
  if (file === undefined || more.length > 0) {
    throw new ScaffoldError(
      'package-missing',
      `${directory} holds ${matching.length} tarballs of ${name} and should hold one; pack the packages again or remove the directory.`,
    );
  }
  const version = file.slice(prefix.length, -'.tgz'.length);
  return {
    name,
    range: `^${version}`,
    tarball: { path: `vendor/${file}`, content: await readFile(join(directory, file)) },
  };
}
