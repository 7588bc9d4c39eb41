import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScaffoldError, systemCode } from '../errors.ts';
import { pnpm, versions } from './templates.generated.ts';

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
  '@ddext-oauth/providers',
  '@ddext-oauth/simulator',
];

/** The pnpm that a generated workspace names, as npm installs it: `pnpm@VERSION`. */
export const pnpmSpec = pnpm.spec;

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
export function runtimePackages(directory: string): readonly RuntimePackage[] {
  const files = entriesOf(directory);
  if (files === undefined) return registryPackages();
  return RUNTIME_PACKAGES.map((name) => vendored(name, directory, files));
}

function entriesOf(directory: string): readonly string[] | undefined {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function vendored(name: string, directory: string, files: readonly string[]): RuntimePackage {
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
    tarball: { path: `vendor/${file}`, content: readFileSync(join(directory, file)) },
  };
}
