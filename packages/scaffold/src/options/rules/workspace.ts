import { ScaffoldError } from '../../errors.ts';

/** The workspace that an extension is put into, as far as its files depend on it. */
export interface SharedWorkspace {
  /** Of the extension below the workspace's root, POSIX: `extensions/hello`. */
  readonly path: string;
  readonly packageManager: 'pnpm' | 'npm';
  /** Whether Biome formats the workspace. */
  readonly biome: boolean;
}

const OTHER_MEANING: readonly string[] = ['', '.', '..', 'node_modules'];

/**
 * No character that a glob, a shell or Nx's `{projectRoot}` gives a meaning, no hyphen that would begin an option, and
 * no end that Windows drops.
 */
const SEGMENT = /^(?![-\s])[\p{Letter}\p{Mark}\p{Number}_.@+ -]*(?<![\s])$/u;

/**
 * Checks what was said, or recorded, of a workspace.
 *
 * @param name of the extension, which is the last part of the path
 * @throws {ScaffoldError} `workspace-invalid`
 */
export function parseWorkspace(given: SharedWorkspace, name: string): SharedWorkspace {
  const { path, packageManager, biome } = given;
  const segments = path.split('/');
  const odd = segments.find((segment) => !SEGMENT.test(segment));
  if (odd) {
    throw new ScaffoldError(
      'workspace-invalid',
      `The folder name ${JSON.stringify(odd)} in ${JSON.stringify(path)} is not supported; use letters, digits, spaces and "_", "-", ".", "@", "+", such as extensions/${name}.`,
      { suggestion: `extensions/${name}` },
    );
  }
  if (segments.at(-1) !== name || segments.some((segment) => OTHER_MEANING.includes(segment))) {
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
