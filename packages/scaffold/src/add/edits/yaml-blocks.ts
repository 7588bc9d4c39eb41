import { isCollection, isMap, isNode, isScalar, parseDocument, stringify } from 'yaml';
import { editYaml, type Tree } from '../../merge/edit-data.ts';
import { applyEdits, indentationAt, lineEnd } from '../../merge/edits.ts';
import { withoutLineEndings } from '../../merge/line-endings.ts';
import { indentationUnit } from '../../merge/style.ts';

/** A member of a document that gets new members. */
export interface Extended {
  readonly path: readonly string[];
  readonly kind: 'map' | 'list';
}

/** A service of a compose file, and lists in it. */
export function extendedService(name: string, lists: readonly string[]): readonly Extended[] {
  return [
    { path: ['services', name], kind: 'map' },
    ...lists.map((list) => ({ path: ['services', name, list], kind: 'list' }) as const),
  ];
}

/** A map or list in block style cannot be empty. */
const PLACEHOLDER = 'ddext-placeholder';

/**
 * Like {@link editYaml}, also where members that get new ones are empty, or are maps in braces such as `{ data: {} }`. These are first
 * written as blocks.
 */
export function editBlocks(
  original: string,
  extended: readonly Extended[],
  edit: (value: Tree) => Tree,
): string | undefined {
  const { text, restore } = withoutLineEndings(original);
  const opened = extended.reduce(withBlock, text);
  const result = editYaml(opened, (value) => edit(withoutPlaceholders(value)));
  return result === undefined ? undefined : restore(result);
}

/** The text with a block in place of an empty member or one in braces. Anchors, and comments in braces, stay as they are. */
function withBlock(text: string, { path, kind }: Extended): string {
  const parent = parseDocument(text).getIn(path.slice(0, -1), true);
  const pair =
    isMap(parent) && !parent.flow
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      : undefined;
  if (!isScalar(pair?.key) || !pair.key.range) return text;
  const [from, to] = [pair.key.range[0], text.indexOf(':', pair.key.range[1]) + 1];
  const indentation = indentationAt(text, from) + indentationUnit(text);
  const { value } = pair;
  const span = { start: to, end: isNode(value) && isWritten(value) ? (value.range?.[1] ?? to) : to };
  if (isEmpty(value)) {
    const at = lineEnd(text, span.end);
    const item = kind === 'list' ? `- ${PLACEHOLDER}` : `${PLACEHOLDER}: {}`;
    return applyEdits(text, [
      { ...span, text: '' },
      { start: at, end: at, text: `\n${indentation}${item}` },
    ]);
  }
  if (!isMap(value) || !value.flow || value.anchor || /\s#/.test(text.slice(span.start, span.end)))
    return text;
  value.flow = false;
  // It is behind the braces, and stays there.
  value.comment = null;
  const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n');
  return applyEdits(text, [{ ...span, text: lines.map((line) => `\n${indentation}${line}`).join('') }]);
}

function isEmpty(value: unknown): boolean {
  if (isCollection(value)) return value.items.length === 0 && !value.anchor;
  return value === null || (isScalar(value) && value.value === null);
}

/** Whether a value has a text. A member without a value has none. */
function isWritten(value: unknown): boolean {
  return !isScalar(value) || value.source !== '';
}

/** A value without the placeholders. What an alias shares stays shared. */
function withoutPlaceholders(value: Tree, known = new Map<Tree, Tree>()): Tree {
  if (typeof value !== 'object' || value === null) return value;
  const found = known.get(value);
  if (found !== undefined) return found;
  const clean = Array.isArray(value)
    ? value.filter((each) => each !== PLACEHOLDER).map((each) => withoutPlaceholders(each, known))
    : Object.fromEntries(
        Object.entries(value as { readonly [name: string]: Tree })
          .filter(([name]) => name !== PLACEHOLDER)
          .map(([name, each]) => [name, withoutPlaceholders(each, known)]),
      );
  known.set(value, clean);
  return clean;
}
