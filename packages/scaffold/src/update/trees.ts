/** A JSON value. */
export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [key: string]: Tree };

/** A member that differs between two documents. `undefined` means that it is absent. */
export interface Difference {
  readonly path: readonly string[];
  readonly before: Tree | undefined;
  readonly after: Tree | undefined;
}

/** The members that differ, in nested objects too. A list counts as one value. */
export function differences(before: Tree, after: Tree, path: readonly string[] = []): readonly Difference[] {
  if (same(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): readonly Difference[] => {
    const [one, other] = [before[key], after[key]];
    if (one === undefined || other === undefined)
      return one === other ? [] : [{ path: [...path, key], before: one, after: other }];
    return differences(one, other, [...path, key]);
  });
}

/** The member at a path, or undefined. */
export function at(tree: Tree | undefined, path: readonly string[]): Tree | undefined {
  return path.reduce<Tree | undefined>((value, key) => (isObject(value) ? value[key] : undefined), tree);
}

/**
 * The new value of a member, from its values before and after the change, and its current value.
 *
 * @returns the value to set, or `conflict`
 */
export function merged(
  current: Tree | undefined,
  { before, after }: Difference,
): { to: Tree | undefined } | 'conflict' {
  if (same(current, before) || same(current, after)) return { to: after };
  if (!isList(current) || !isList(before) || !isList(after)) return 'conflict';
  const added = after.filter((item) => !includes(before, item) && !includes(current, item));
  const kept = current.filter((item) => !includes(before, item) || includes(after, item));
  return { to: [...kept, ...added] };
}

export function same(a: Tree | undefined, b: Tree | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && canonical(a) === canonical(b));
}

function includes(list: readonly Tree[], item: Tree): boolean {
  return list.some((each) => same(each, item));
}

/** As text that does not depend on the order of members. */
function canonical(tree: Tree): string {
  return JSON.stringify(tree, (_key, value) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}

function isObject(value: unknown): value is { readonly [key: string]: Tree } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly Tree[] {
  return Array.isArray(value);
}
