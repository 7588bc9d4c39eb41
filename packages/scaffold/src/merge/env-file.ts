import type { Note } from './collision.ts';
import { lineNumber } from './edits.ts';
import { added, type Environment, environmentOf } from './environment.ts';
import { isNode, type NodeList, type SyntaxNode, type Trees } from './syntax-tree.ts';

/**
 * The generated environment for a service that also reads variables from a file: without new variables that have no value. An empty
 * value would override the value in the file.
 */
export function besideEnvFile(
  { current, after: tree }: Trees,
  service: NodeList,
  [before, after]: readonly [SyntaxNode, SyntaxNode | undefined],
): { readonly after: SyntaxNode | undefined; readonly notes: readonly Note[] } {
  const file = service.items.find(({ identity }) => identity === 'env_file');
  const [old, next] = [environmentOf(before), environmentOf(after)];
  if (!file || !next) return { after, notes: [] };
  const unset = added(old, next).filter((variable) => isEmpty(variable, tree.text));
  if (unset.length === 0) return { after, notes: [] };
  const names = unset.map(({ identity }) => identity).join(', ');
  const note = {
    line: lineNumber(current.text, file.start),
    text: `set ${names} in the file of env_file. The environment would override it with an empty value.`,
  };
  return {
    after: withVariables(
      next,
      next.variables.filter((variable) => !unset.includes(variable)),
    ),
    notes: [note],
  };
}

function isEmpty({ parts: { value } }: SyntaxNode, text: string): boolean {
  return !isNode(value) || /^(""|'')?$/.test(text.slice(value.start, value.end));
}

function withVariables({ pair, value }: Environment, variables: readonly SyntaxNode[]): SyntaxNode {
  const key = JSON.stringify(variables.map((variable) => variable.key));
  const items = { ...(value.parts.items as NodeList), items: variables };
  return {
    ...pair,
    key,
    parts: { ...pair.parts, value: { ...value, key, parts: { ...value.parts, items } } },
  };
}
