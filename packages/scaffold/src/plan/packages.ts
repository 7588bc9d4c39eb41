import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScaffoldError, systemCode } from '../errors.ts';
import type { Options } from '../options/options.ts';
import { pnpm, versions } from './templates.generated.ts';

/** A package of this repository that a generated extension depends on. */
export interface RuntimePackage {
  readonly name: string;
  /** The version range in package.json, if the package comes from the registry. */
  readonly range: string;
  /** The packed package, and its path in the extension. */
  readonly tarball?: { readonly path: string; readonly content: Uint8Array };
}

/** Compiled programs, of several megabytes. Only an extension that uses the keychain contains them. */
const KEYCHAIN = '@ddext-oauth/keychain';

const RUNTIME_PACKAGES = [
  '@ddext-oauth/auth',
  '@ddext-oauth/check',
  KEYCHAIN,
  '@ddext-oauth/nx',
  '@ddext-oauth/providers',
  '@ddext-oauth/simulator',
];

/** The pnpm version of generated workspaces, in the form that npm installs: `pnpm@VERSION`. */
export const pnpmSpec = pnpm.spec;

/** The runtime packages as version ranges for the registry. */
export function registryPackages(): readonly RuntimePackage[] {
  return RUNTIME_PACKAGES.map((name) => ({ name, range: `^${versions[name]}` }));
}

/**
 * The runtime packages as tarballs from a directory. If the directory does not exist, as version ranges.
 *
 * @param directory with one file per package, named as by `pnpm pack`: `ddext-oauth-auth-0.1.0.tgz`
 * @throws {ScaffoldError} `package-missing` unless the directory contains exactly one file of each package. The programs for the
 * keychain may be missing
 */
export function runtimePackages(directory: string): readonly RuntimePackage[] {
  const files = entriesOf(directory);
  if (files === undefined) return registryPackages();
  const isPacked = (name: string) =>
    name !== KEYCHAIN || files.some((file) => file.startsWith(prefixOf(name)));
  return RUNTIME_PACKAGES.filter(isPacked).map((name) => vendored(name, directory, files));
}

/**
 * The packages that an extension with these options depends on.
 *
 * @throws {ScaffoldError} `package-missing` without the programs for the keychain, if they are used
 */
export function packagesFor(
  { key }: Pick<Options, 'key'>,
  packages: readonly RuntimePackage[],
): readonly RuntimePackage[] {
  if (key === 'page') return packages.filter(({ name }) => name !== KEYCHAIN);
  if (packages.some(({ name }) => name === KEYCHAIN)) return packages;
  throw new ScaffoldError(
    'package-missing',
    `--key ${key} requires ${KEYCHAIN}, which is not packed. Install Go (https://go.dev/dl/) and create the extension again in the checkout.`,
  );
}

/**
 * Some packages of this repository, as tarballs from a directory. If the directory does not exist, as version ranges.
 *
 * @throws {ScaffoldError} `package-missing` unless the directory contains exactly one file of each package
 */
export function packagesNamed<Name extends string>(
  directory: string,
  names: readonly Name[],
): Readonly<Record<Name, RuntimePackage>> {
  const files = entriesOf(directory);
  const rows = names.map((name) => {
    const full = `@ddext-oauth/${name}`;
    return [name, files ? vendored(full, directory, files) : { name: full, range: `^${versions[full]}` }];
  });
  return Object.fromEntries(rows);
}

function prefixOf(name: string): string {
  return `${name.replace('@', '').replace('/', '-')}-`;
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
  const prefix = prefixOf(name);
  const matching = files.filter(
    (file) => file.startsWith(prefix) && /^\d+\.\d+\.\d+.*\.tgz$/.test(file.slice(prefix.length)),
  );
  const [file, ...more] = matching;
  if (file === undefined || more.length > 0) {
    throw new ScaffoldError(
      'package-missing',
      `${directory} contains ${matching.length} tarballs of ${name} instead of one; pack the packages again or remove the directory.`,
    );
  }
  const version = file.slice(prefix.length, -'.tgz'.length);
  return {
    name,
    range: `^${version}`,
    tarball: { path: `vendor/${file}`, content: readFileSync(join(directory, file)) },
  };
}
