import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-api';

/**
 * The public API as one text: the declaration in dist/ of every export of every entry of package.json, without comments. It is
 * committed as api-surface.md, so that a review shows each change of the API.
 *
 * `node api-surface.mjs` writes it for this package, and in packages/auth for that; src/package.test.ts of each compares.
 *
 * @param {URL} root the folder of a package, with a slash at its end
 */
export function apiSurfaceOf(root) {
  const file = new URL('api-surface.md', root);
  /** @type {readonly Entry[] | undefined} */
  let entries;
  const read = () => {
    entries ??= readApiSurface(root);
    return entries;
  };
  return {
    /** The expected content of api-surface.md. */
    renderApiSurface: () => render(read()),
    readCommitted: () => readFileSync(file, 'utf8'),
    writeApiSurface: () => writeFileSync(file, render(read())),
    /** The exports without a docstring, each as `entry: name`. */
    undocumentedExports: () =>
      read().flatMap(({ entry, exports }) =>
        exports.filter(({ documented }) => !documented).map(({ name }) => `${entry}: ${name}`),
      ),
    /** The functions, classes and constants without an example, each as `entry: name`. */
    exportsWithoutExample: () =>
      read().flatMap(({ entry, exports }) =>
        exports.filter(({ needsExample }) => needsExample).map(({ name }) => `${entry}: ${name}`),
      ),
  };
}

/** The types of presets. The example is at the type. */
const presetTypes = new Set(['Preset', 'KeyMethod']);

/**
 * @typedef {{name: string, documented: boolean, needsExample: boolean, text: string}} Export
 * @typedef {{entry: string, exports: readonly Export[]}} Entry
 */

/**
 * @param {URL} root
 * @returns {Entry[]}
 */
function readApiSurface(root) {
  /** @type {{name: string, exports: Record<string, {types: string}>}} */
  const { name, exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const entries = Object.entries(exports).map(([entry, { types }]) => ({
    entry,
    path: fileURLToPath(new URL(types, root)),
  }));
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, skipLibCheck: true };
  const program = ts.createProgram(
    entries.map(({ path }) => path),
    options,
  );
  const checker = program.getTypeChecker();
  return entries.map(({ entry, path }) => {
    const source = program.getSourceFile(path);
    if (!source) throw new Error(`${path} is missing. Build the package first.`);
    const symbols = exportsOf(checker, source);
    const passedOn = source.statements.filter(isReExport);
    const names = new Set(passedOn.flatMap((statement) => namesIn(checker, statement)));
    const described = symbols
      .filter(({ name }) => !names.has(name))
      .map((symbol) => describe(checker, symbol))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const others = passedOn.map((statement) => ({
      name: '',
      documented: true,
      needsExample: false,
      text: statement.getText(),
    }));
    return { entry: entry.replace(/^\./, name), exports: [...others, ...described] };
  });
}

/**
 * The exports of a module.
 *
 * @param {ts.TypeChecker} checker
 * @param {ts.Node} module a file, or the specifier of an import
 */
function exportsOf(checker, module) {
  const symbol = checker.getSymbolAtLocation(module);
  return symbol ? checker.getExportsOfModule(symbol) : [];
}

/**
 * Whether a statement exports a name of another package, which documents it.
 *
 * @param {ts.Statement} statement
 * @returns {statement is ts.ExportDeclaration & {moduleSpecifier: ts.StringLiteral}}
 */
function isReExport(statement) {
  if (!ts.isExportDeclaration(statement)) return false;
  const { moduleSpecifier } = statement;
  return (
    moduleSpecifier !== undefined &&
    ts.isStringLiteral(moduleSpecifier) &&
    !moduleSpecifier.text.startsWith('.')
  );
}

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.ExportDeclaration & {moduleSpecifier: ts.StringLiteral}} statement
 */
function namesIn(checker, { exportClause, moduleSpecifier }) {
  if (exportClause && ts.isNamedExports(exportClause))
    return exportClause.elements.map(({ name }) => name.text);
  return exportsOf(checker, moduleSpecifier).map(({ name }) => name);
}

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.Symbol} exported
 * @returns {Export}
 */
function describe(checker, exported) {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const printer = ts.createPrinter({ removeComments: true });
  const texts = (symbol.declarations ?? []).map((declaration) => {
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  });
  const documented = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== '';
  const hasExample = symbol.getJsDocTags(checker).some(({ name }) => name === 'example');
  const isPreset = (symbol.declarations ?? []).some(
    (declaration) =>
      ts.isVariableDeclaration(declaration) && presetTypes.has(declaration.type?.getText() ?? ''),
  );
  const needsExample = (symbol.flags & ts.SymbolFlags.Value) !== 0 && !hasExample && !isPreset;
  return { name: exported.name, documented, needsExample, text: texts.join('\n') };
}

/** @param {readonly Entry[]} entries */
function render(entries) {
  const sections = entries.map(
    ({ entry, exports }) =>
      `## ${entry}\n\n\`\`\`ts\n${exports.map(({ text }) => text).join('\n\n')}\n\`\`\`\n`,
  );
  return `# Public API\n\nGenerated by \`node api-surface.mjs\` from the built declarations. A test compares it.\n\n${sections.join('\n')}`;
}

export const {
  renderApiSurface,
  readCommitted,
  writeApiSurface,
  undocumentedExports,
  exportsWithoutExample,
} = apiSurfaceOf(new URL('.', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeApiSurface();
