import { ScaffoldError } from '../errors.ts';
import { nearest } from '../options/nearest.ts';

/**
 * The files to skip, as paths in the extension. `./README.md` and, for an extension in `extensions/a`, `extensions/a/README.md` are
 * accepted too.
 *
 * @param known paths that can be skipped
 * @param root the folder of the extension in the workspace; empty for the root
 * @throws {ScaffoldError} `skip-unknown` for another path, with the most similar one
 */
export function skippedPaths(
  given: readonly string[],
  { known, root }: { readonly known: readonly string[]; readonly root: string },
): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const each of given) {
    const path = each.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
    const inside = root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
    const found = [path, inside].find((candidate) => known.includes(candidate));
    if (found === undefined) throw unknownPath(each, inside, known);
    paths.add(found);
  }
  return paths;
}

function unknownPath(given: string, path: string, known: readonly string[]): ScaffoldError {
  const name = path.replace(/^.*\//, '');
  const byName = known.find((each) => each.endsWith(`/${name}`));
  const suggestion = nearest(path, known) ?? byName;
  const hint = suggestion ? `; did you mean --skip=${suggestion}?` : '.';
  return new ScaffoldError('skip-unknown', `--skip=${given} is not a file that this change affects${hint}`, {
    suggestion,
  });
}
