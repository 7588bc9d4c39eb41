import { ScaffoldError } from '../errors.ts';

/** The workspace that an extension is put into, as far as its files depend on it. */
export interface SharedWorkspace {
  /** Of the extension below the workspace's root, POSIX: `extensions/hello`. */
  readonly path: string;
  readonly packageManager: 'pnpm' | 'npm';
  /** Whether Biome formats the workspace. */
  readonly biome: boolean;
}

/**
 * Checks what was said, or recorded, of a workspace.
 *
 * @param name of the extension, which is the last part of the path
 * @throws {ScaffoldError} `workspace-invalid`
 */
export function parseWorkspace(given: SharedWorkspace, name: string): SharedWorkspace {
  const { path, packageManager, biome } = given;
  const segments = path.split('/');
  if (
    segments.at(-1) !== name ||
    segments.some((segment) => ['', '.', '..', 'node_modules'].includes(segment))
  ) {
    throw new ScaffoldError(
      'workspace-invalid',
      `${JSON.stringify(path)} is no folder of the workspace for ${name}; name one below its root, such as extensions/${name}.`,
      { suggestion: `extensions/${name}` },
    );
  }
  if (packageManager !== 'pnpm' && packageManager !== 'npm') {
    throw new ScaffoldError(
      'workspace-invalid',
      `The workspace is installed with ${packageManager}, and an extension needs pnpm or npm; change to one of them first.`,
    );
  }
  return { path, packageManager, biome };
}
