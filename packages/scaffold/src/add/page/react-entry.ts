import type { Node } from '@babel/types';
import { applyEdits, type Edit, type Span } from '../../merge/edits.ts';
import { withoutLineEndings } from '../../merge/line-endings.ts';
import { restyle } from '../../merge/style.ts';
import { parseModule, type Raw, spanOf } from '../../merge/syntax.ts';
import { ParseError } from '../../merge/syntax-tree.ts';

/**
 * Wraps the component that a module renders, such as `<App />` in `createRoot(…).render(<App />)`, in another component, and imports
 * that. Everything else keeps its formatting.
 *
 * @param name of the component, which the module `./NAME` exports
 * @returns undefined if the module does not render exactly one component of the author, or one of a package
 */
export function withWrapper(path: string, original: string, name: string): string | undefined {
  const { text, restore } = withoutLineEndings(original);
  const program = programOf(path, text);
  const imports = program?.filter(({ type }) => type === 'ImportDeclaration') ?? [];
  const last = imports.at(-1);
  if (program === undefined || last === undefined) return undefined;
  const rendered = program.flatMap((node) => renderedBy(node));
  const own = namesFrom(imports);
  const candidates = rendered
    .flatMap((node) => elementsIn(node))
    .filter((element) => own.has(nameOf(element)));
  const found = candidates.length > 0 ? candidates : rendered.flatMap((node) => innermostIn(node));
  const [first, ...others] = found.length > 1 ? found.filter((each) => nameOf(each) === 'App') : found;
  if (first === undefined || others.length > 0) return undefined;
  const { start, end } = spanOf(first);
  const edits: readonly Edit[] = [
    insertion(spanOf(last).end, `\n${restyle(path, `import { ${name} } from './${name}';`, text)}`),
    insertion(start, `<${name}>`),
    insertion(end, `</${name}>`),
  ];
  return restore(applyEdits(text, edits));
}

function insertion(at: number, text: string): Edit {
  const place: Span = { start: at, end: at };
  return { ...place, text };
}

function programOf(path: string, text: string): readonly Raw[] | undefined {
  try {
    return parseModule(path, text).program.body as unknown as readonly Raw[];
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** The components that are imported from modules of the author. */
function namesFrom(imports: readonly Raw[]): ReadonlySet<string> {
  return new Set(
    imports
      .filter(({ source }) => /^\.{1,2}\//.test(String((source as { value?: unknown }).value)))
      .flatMap(({ specifiers }) =>
        (specifiers as readonly { local: { name: string } }[]).map(({ local }) => local.name),
      )
      .filter((name) => /^[A-Z]/.test(name)),
  );
}

/** The first argument of each call of `render` in a node. */
function renderedBy(node: Raw): readonly Raw[] {
  const found = childrenOf(node).flatMap((child) => renderedBy(child));
  if (node.type !== 'CallExpression') return found;
  const { callee, arguments: given } = node as unknown as { callee: Raw; arguments: readonly Raw[] };
  const name = (callee.type === 'MemberExpression' ? (callee.property as Raw) : callee) as { name?: unknown };
  const [first] = given;
  return name.name === 'render' && first ? [...found, first] : found;
}

/** The elements of JSX in a node, outermost first. What is in attributes and expressions is left out. */
function elementsIn(node: Raw): readonly Raw[] {
  if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return [];
  const below = (node.children as unknown as readonly Raw[]).flatMap((child) => elementsIn(child));
  return node.type === 'JSXElement' ? [node, ...below] : below;
}

/** The component of a package in which the page is, such as `<RouterProvider />`: that without others beside it or in it. */
function innermostIn(node: Raw): readonly Raw[] {
  if (node.type !== 'JSXElement') return [];
  const [child, ...others] = (node.children as unknown as readonly Raw[]).filter(({ type }) =>
    type.startsWith('JSXElement'),
  );
  if (child) return others.length > 0 ? [] : innermostIn(child);
  return /^[A-Z]/.test(nameOf(node)) ? [node] : [];
}

function nameOf({ openingElement }: Raw): string {
  const { name } = openingElement as { name: { type: string; name?: unknown } };
  return name.type === 'JSXIdentifier' ? String(name.name) : '';
}

function childrenOf(node: Raw): readonly Raw[] {
  return Object.values(node)
    .flat()
    .filter(
      (value): value is Raw & Node =>
        typeof (value as { type?: unknown } | null)?.type === 'string' && 'start' in (value as object),
    );
}
