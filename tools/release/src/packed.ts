import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { x } from 'tinyexec';
import { environment, root } from '../../dev/environment.mjs';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package of this repository. */
export interface Package {
  readonly name: string;
  /** Its folder in `packages/`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** A package that `pnpm pack` packed, and that is unpacked as by an installation. */
export interface Packed {
  readonly tarball: Buffer;
  /** The paths in the tarball, sorted. */
  readonly files: readonly string[];
  /** Its path in a `node_modules` that contains only the package and its dependencies. */
  readonly installed: string;
  /** The folder of that `node_modules`. */
  readonly project: string;
  remove(): Promise<void>;
}

async function readPackages(): Promise<readonly Package[]> {
  const folders = (await readdir(join(root, 'packages'))).map((name) => join(root, 'packages', name));
  return Promise.all(
    folders.map(async (folder) => {
      const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
      return { name: manifest.name, folder, manifest };
    }),
  );
}

/** The published packages. The others are bundled into them. */
export const published: readonly Package[] = (await readPackages()).filter(
  ({ manifest }) => !manifest.private,
);

export async function pack({ name, folder, manifest }: Package): Promise<Packed> {
  const project = await mkdtemp(join(tmpdir(), 'packed-'));
  await x('pnpm', ['pack', '--pack-destination', project], {
    throwOnError: true,
    nodeOptions: { cwd: folder, env: environment },
  });
  const [file = ''] = await readdir(project);
  const installed = join(project, 'node_modules', name);
  await mkdir(installed, { recursive: true });
  await x('tar', ['-xzf', join(project, file), '-C', installed, '--strip-components=1'], {
    throwOnError: true,
  });
  const peers = Object.keys(manifest.peerDependencies ?? {});
  // A peer dependency also needs its types. If the package has no types package, the link has no target.
  const present = [
    ...Object.keys(manifest.dependencies ?? {}),
    ...peers,
    ...peers.map((peer) => `@types/${peer}`),
  ];
  for (const dependency of present) {
    const link = join(project, 'node_modules', dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(folder, 'node_modules', dependency), link, 'dir');
  }
  const entries = await readdir(installed, { recursive: true, withFileTypes: true });
  return {
    tarball: await readFile(join(project, file)),
    files: entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1))
      .sort(),
    installed,
    project,
    remove: () => rm(project, { recursive: true }),
  };
}
