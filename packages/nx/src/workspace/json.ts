import { editJson, type Tree as Json } from '@ddext-oauth/scaffold/update';
import { readJson as readNxJson, type Tree } from '../devkit.ts';

export type JsonObject = Readonly<Record<string, Json>>;

/** A JSON file of the workspace, with comments allowed; an empty object if it does not exist. */
export function readJson(tree: Tree, path: string): JsonObject {
  return tree.exists(path) ? readNxJson<JsonObject>(tree, path, { expectComments: true }) : {};
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

/**
 * Changes members of a JSON file. The rest keeps its formatting.
 *
 * @throws Error if the file is not JSON
 */
export function changeJson(tree: Tree, path: string, change: (object: JsonObject) => JsonObject): void {
  const text = tree.read(path, 'utf8') ?? '{}\n';
  const changed = editJson(text, (value) => change(value as JsonObject));
  if (changed === undefined) throw new Error(`${path} is not valid JSON. Fix it and try again.`);
  if (changed !== text) tree.write(path, changed);
}
