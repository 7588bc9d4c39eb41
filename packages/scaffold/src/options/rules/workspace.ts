import { ScaffoldError } from '../../errors.ts';

/** The properties of an existing workspace that the files of an extension depend on. */
export interface SharedWorkspace {
  /** POSIX path of the extension in the workspace: `extensions/hello`. */
  readonly path: string;
  readonly packageManager: 'pnpm' | 'npm';
  /** Whether Biome formats the workspace. */
  readonly biome: boolean;
}

const OTHER_MEANING: readonly string[] = ['', '.', '..', 'node_modules'];

/**
 * Without characters that have a meaning in a glob, a shell or Nx's `{projectRoot}`, without a hyphen that would start an option, and
 * without an ending that Windows removes.
 */
const SEGMENT = /^(?![-\s])[\p{Letter}\p{Mark}\p{Number}_.@+ -]*(?<![\s])$/u;

/**
 * Checks the given or recorded properties of a workspace.
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
      `${JSON.stringify(path)} is not a folder for ${name} in the workspace; use one below its root, such as extensions/${name}.`,
      { suggestion: `extensions/${name}` },
    );
  }
  if (packageManager !== 'pnpm' && packageManager !== 'npm') {
    throw new ScaffoldError(
      'workspace-invalid',
      `The workspace uses ${packageManager}, but an extension requires pnpm or npm; change to one of them first.`,
    );
  }
  return { path, packageManager, biome };
}
