import { ScaffoldError } from '../errors.ts';

/**
 * Checks that a case-insensitive file system can store every path, and that no file is where another path needs a directory.
 *
 * @param paths of a plan
 * @throws {ScaffoldError} `template-invalid`, which names both paths
 */
export function assertNoCollisions(paths: readonly string[]): void {
  const files = filesByLowerCase(paths);
  for (const path of paths) {
    const segments = path.toLowerCase().split('/');
    const file = segments.map((_, depth) => files.get(segments.slice(0, depth).join('/'))).find(Boolean);
    if (file) {
      const message = `The templates write ${file} as a file and ${path} below it.`;
      throw new ScaffoldError('template-invalid', message);
    }
  }
}

function filesByLowerCase(paths: readonly string[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const path of paths) {
    const same = files.get(path.toLowerCase());
    if (same) throw new ScaffoldError('template-invalid', `The templates write both ${same} and ${path}.`);
    files.set(path.toLowerCase(), path);
  }
  return files;
}
