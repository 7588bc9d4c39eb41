import { applyEdits, lineEnd } from '../../merge/edits.ts';
import { withoutLineEndings } from '../../merge/line-endings.ts';
import { restyle } from '../../merge/style.ts';
import { parseModule, type Raw, spanOf } from '../../merge/syntax.ts';
import { ParseError } from '../../merge/syntax-tree.ts';

/**
 * Adds a middleware to the Express app of a module, directly after `const app = express()`, so that no parser reads the bodies of its
 * requests before it does.
 *
 * @param file of the middleware, beside the module
 * @returns undefined if the module does not create exactly one app in a statement of its own
 */
export function withMiddleware(
  path: string,
  original: string,
  { file, modules }: { readonly file: string; readonly modules: 'commonjs' | 'esm' },
): string | undefined {
  const { text, restore } = withoutLineEndings(original);
  const body = bodyOf(path, text);
  const apps = body.flatMap((statement) => appsIn(statement, body, text));
  const [app, ...others] = apps;
  if (app === undefined || others.length > 0) return undefined;
  const line =
    modules === 'esm' ? `${app.name}.use(signIn);` : `${app.name}.use(require('./${file}').signIn);`;
  const styled = (code: string) => restyle(path, code, text);
  const lastImport = body.filter(({ type }) => type === 'ImportDeclaration').at(-1);
  const imported =
    modules === 'esm' && lastImport
      ? [{ at: spanOf(lastImport).end, code: `import { signIn } from './${file}';` }]
      : [];
  if (modules === 'esm' && !lastImport) return undefined;
  const insertions = [...imported, { at: app.end, code: line }];
  return restore(
    applyEdits(
      text,
      insertions.map(({ at, code }) => ({ start: at, end: at, text: `\n${styled(code)}` })),
    ),
  );
}

/** A program of CommonJS is parsed as a module: what differs does not occur in servers. */
function bodyOf(path: string, text: string): readonly Raw[] {
  try {
    return parseModule(path, text).program.body as unknown as readonly Raw[];
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}

/** `const app = express()` at the top of the module. */
function appsIn(
  statement: Raw,
  body: readonly Raw[],
  text: string,
): readonly { readonly name: string; readonly end: number }[] {
  if (statement.type !== 'VariableDeclaration') return [];
  const { declarations } = statement as unknown as {
    declarations: readonly { id: Raw; init?: Raw | null }[];
  };
  const [declarator, ...others] = declarations;
  if (declarator === undefined || others.length > 0) return [];
  const { callee } = (declarator.init ?? {}) as { callee?: Raw };
  const called = callee?.type === 'Identifier' ? String((callee as { name?: unknown }).name) : undefined;
  if (called === undefined || !namesOfExpress(body).has(called) || declarator.id.type !== 'Identifier')
    return [];
  return [
    { name: String((declarator.id as { name?: unknown }).name), end: endOfLine(text, spanOf(statement).end) },
  ];
}

/** After a comment on the same line. */
function endOfLine(text: string, position: number): number {
  const end = lineEnd(text, position);
  return /^[^\S\n]*(\/\/.*)?$/.test(text.slice(position, end)) ? end : position;
}

/** The names by which a module knows the function `express`. */
function namesOfExpress(body: readonly Raw[]): ReadonlySet<string> {
  const names = body.flatMap((statement): readonly unknown[] => {
    if (statement.type === 'ImportDeclaration') {
      const { source, specifiers } = statement as unknown as {
        source: { value: string };
        specifiers: readonly { type: string; local: { name: string } }[];
      };
      return source.value === 'express'
        ? specifiers.filter(({ type }) => type !== 'ImportSpecifier').map(({ local }) => local.name)
        : [];
    }
    if (statement.type !== 'VariableDeclaration') return [];
    const { declarations } = statement as unknown as {
      declarations: readonly { id: { name?: string }; init?: unknown }[];
    };
    return declarations.filter(({ init }) => isRequireOfExpress(init)).map(({ id }) => id.name);
  });
  return new Set(names.filter((name) => typeof name === 'string'));
}

function isRequireOfExpress(init: unknown): boolean {
  const {
    type,
    callee,
    arguments: given,
  } = (init ?? {}) as {
    type?: string;
    callee?: { name?: string };
    arguments?: readonly { value?: unknown }[];
  };
  return type === 'CallExpression' && callee?.name === 'require' && given?.[0]?.value === 'express';
}
