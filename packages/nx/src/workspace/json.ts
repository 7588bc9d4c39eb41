import { editJson, editYaml, type Tree as Json, ParseError } from '@ddext-oauth/scaffold/update';
import { parseJson, type Tree } from '../devkit.ts';

export type JsonObject = Readonly<Record<string, Json>>;

/**
 * A JSON file of the workspace, with comments and a byte order mark allowed; an empty object if it does not exist.
 *
 * @throws Error with line and column if the file is not JSON
 */
export function readJson(tree: Tree, path: string): JsonObject {
  const text = tree.read(path, 'utf8')?.replace(/^\uFEFF/, '') ?? '{}';
  try {
    return parseJson<JsonObject>(text, { expectComments: true });
  } catch (error) {
    throw new Error(`Cannot parse ${path}: ${(error as Error).message}`);
  }
}

/** The object with sorted keys, as package managers write dependencies. */
export function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A member that is an object, or else an empty object. */
export function memberOf(object: JsonObject, key: string): JsonObject {
  const member = object[key];
  return typeof member === 'object' && member !== null && !Array.isArray(member)
    ? (member as JsonObject)
    : {};
}

type Change = (object: JsonObject) => JsonObject;

/**
 * Changes members of a JSON file. The rest keeps its formatting and comments.
 *
 * @throws Error with line and column if the file is not JSON
 */
export function changeJson(tree: Tree, path: string, change: Change): void {
  changeData(tree, path, change, { edit: editJson, empty: '{}\n' });
}

/** Like {@link changeJson}, for a YAML file. */
export function changeYaml(tree: Tree, path: string, change: Change): void {
  changeData(tree, path, change, { edit: editYaml, empty: '' });
}

function changeData(
  tree: Tree,
  path: string,
  change: Change,
  { edit, empty }: { readonly edit: typeof editJson; readonly empty: string },
): void {
  const text = tree.read(path, 'utf8') ?? empty;
  try {
    const changed = edit(text, (value) => change(value as JsonObject));
    if (changed === undefined)
      throw new Error(`${path} has a structure that cannot be changed. Change it by hand.`);
    if (changed !== text) tree.write(path, changed);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new Error(
      `${path}:${error.line}:${error.column}: syntax error: ${error.message}. Fix it and try again.`,
    );
  }
}
