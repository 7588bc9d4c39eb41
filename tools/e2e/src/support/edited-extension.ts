import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { edits } from '../../../../packages/scaffold/src/testing/edits/all-edits.ts';
import {
  type Edited,
  type Files,
  type Outcome,
  picker,
} from '../../../../packages/scaffold/src/testing/edits/edit.ts';
import { run } from './workspace.ts';

/** Edits of one file, after which the extension still compiles and passes its tests. */
const NAMES = [
  'comment above a statement',
  'comment behind an item of the provider list',
  'comment above a key in compose.yaml',
  'own route at the comment',
  'function in backend.ts',
  'own test in extension.test.ts',
  'export in extension.ts',
  'own variable in compose.yaml',
  'own service',
  'scopes of a provider',
  'section at the end of the README',
  'note below a table of the README',
  'rule in AGENTS.md',
  'label in the Dockerfile',
];

/**
 * Makes some edits in the files of an extension. The seed determines which, and where.
 *
 * @returns a function that lists what is lost of them. Its argument says what an operation may remove
 */
export async function editExtension(folder: string, seed: number, count: number) {
  const pick = picker(seed);
  const left = [...NAMES];
  const made: (Edited & { readonly name: string })[] = [];
  while (made.length < count) {
    const name = pick(left);
    const edit = edits.find((each) => each.name === name);
    if (name === undefined || edit === undefined) throw new Error(`The edit "${name}" is unknown.`);
    left.splice(left.indexOf(name), 1);
    const edited = await edit.apply(await filesIn(folder), pick);
    if (edited === undefined) continue;
    for (const [path, text] of Object.entries(edited.files)) writeFileSync(join(folder, path), text ?? '');
    made.push({ ...edited, name });
  }
  return async (outcome: Partial<Outcome> = {}): Promise<readonly string[]> => {
    const files = await filesIn(folder);
    const all = { files, gone: new Set<string>(), removed: [], changed: [], warnings: [], ...outcome };
    return made.flatMap(({ name, lost }) => {
      const text = lost(all);
      return text === undefined ? [] : [`${name}: ${text}`];
    });
  };
}

/** The files of a folder that git does not ignore. It also lists a committed file that was deleted. */
async function filesIn(folder: string): Promise<Files> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '.'];
  const paths = (await run('git', args, { cwd: folder })).trim().split('\n');
  const existing = paths.filter((path) => existsSync(join(folder, path)));
  return new Map(existing.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
