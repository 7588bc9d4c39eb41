import { posix } from 'node:path';
import { editJson, type Tree } from '../merge/edit-data.ts';
import type { RuntimePackage } from '../plan/packages.ts';
import { edited } from './edits/failure.ts';
import { withDependencies } from './edits/metadata.ts';
import type { Repository } from './reading/repository.ts';

/** The packages that an addition may use: as version ranges, or as tarballs while they are not published. */
export type AddPackages = Readonly<Record<'auth' | 'providers' | 'gateway', RuntimePackage>>;

/** The files of packages in a repository. */
export interface PackageFiles {
  readonly texts: ReadonlyMap<string, string>;
  readonly tarballs: ReadonlyMap<string, Uint8Array>;
}

/** A tarball is beside the package.json that needs it. The folder `vendor` has a meaning in Go. */
export const TARBALLS = '.ddext-oauth';

/** Adds `@ddext-oauth/auth` to a package.json. */
export function withAuthPackage(
  repository: Repository,
  manifest: string,
  packages: AddPackages,
): PackageFiles {
  const { auth, providers } = packages;
  const text = repository.read(manifest) ?? '';
  const folder = posix.dirname(manifest);
  if (auth.tarball === undefined)
    return {
      texts: new Map([[manifest, withDependencies(manifest, text, { [auth.name]: auth.range })]]),
      tarballs: new Map(),
    };
  const vendored = [auth, providers].flatMap(({ name, tarball }) =>
    tarball ? [{ name, path: `${TARBALLS}/${posix.basename(tarball.path)}`, content: tarball.content }] : [],
  );
  const ranges = Object.fromEntries(vendored.map(({ name, path }) => [name, `file:${path}`]));
  return {
    texts: new Map([
      [manifest, withOverrides(repository, manifest, withDependencies(manifest, text, ranges), ranges)],
    ]),
    tarballs: new Map(vendored.map(({ path, content }) => [posix.join(folder, path), content])),
  };
}

/** yarn and pnpm look for the dependencies of a tarball in the registry, unless they are overridden. */
function withOverrides(
  repository: Repository,
  manifest: string,
  text: string,
  ranges: Readonly<Record<string, string>>,
): string {
  const has = (lockfile: string) => repository.paths.includes(posix.join(posix.dirname(manifest), lockfile));
  const name = has('yarn.lock') ? 'resolutions' : has('pnpm-lock.yaml') ? 'pnpm' : undefined;
  if (name === undefined) return text;
  return edited(manifest, () =>
    editJson(text, (value) => {
      const root = value as { readonly [member: string]: Tree };
      const given = (root[name] ?? {}) as { readonly [member: string]: Tree };
      const { overrides = {} } = given;
      const added =
        name === 'pnpm'
          ? { ...given, overrides: { ...(overrides as object), ...ranges } }
          : { ...given, ...ranges };
      return { ...root, [name]: added };
    }),
  );
}

/** The gateway for the Dockerfile: its specifier for npm, and its tarball in the build context. */
export function gatewayPackage(
  { gateway }: AddPackages,
  context: string,
): {
  readonly specifier: string;
  readonly tarball?: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
} {
  const { name, range, tarball } = gateway;
  const specifier = `${name}@${range.replace(/^\^/, '')}`;
  if (tarball === undefined) return { specifier, files: new Map() };
  const path = `${TARBALLS}/${posix.basename(tarball.path)}`;
  return { specifier, tarball: path, files: new Map([[posix.join(context, path), tarball.content]]) };
}
