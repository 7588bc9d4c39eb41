import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-api';

/**
 * The public API as one text: every export of every entry of package.json, as its declaration reads in dist/, without
 * comments. Committed as api-surface.md, so that a change of the API is seen in review and never happens by accident.
 *
 * `node api-surface.mjs` writes it for this package, and in packages/auth for that; src/package.test.ts of each compares.
 *
 * @param {URL} root the folder of a package, with a slash at its end
 */
export function apiSurfaceOf(root) {
  const file = new URL('api-surface.md', root);
  return {
    /** What api-surface.md should say. */
    renderApiSurface: () => render(readApiSurface(root)),
    readCommitted: () => readFileSync(file, 'utf8'),
    writeApiSurface: () => writeFileSync(file, render(readApiSurface(root))),
    /** The exports without a docstring, each as `entry: name`. */
    undocumentedExports: () =>
      readApiSurface(root).flatMap(({ entry, exports }) =>
        exports.filter(({ documented }) => !documented).map(({ name }) => `${entry}: ${name}`),
      ),
  };
}

/** @returns {{ entry: string, exports: { name: string, documented: boolean, text: string }[] }[]} */
function readApiSurface(root) {
  const { name, exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const entries = Object.entries(exports).map(([entry, { types }]) => [
    entry,
    fileURLToPath(new URL(types, root)),
  ]);
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, skipLibCheck: true };
  const program = ts.createProgram(
    entries.map(([, path]) => path),
    options,
  );
  const checker = program.getTypeChecker();
  return entries.map(([entry, path]) => {
    const source = program.getSourceFile(path);
    const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(source));
    const passedOn = source.statements.filter(isReExport);
    const names = new Set(passedOn.flatMap((statement) => namesIn(checker, statement)));
    const described = symbols
      .filter(({ name }) => !names.has(name))
      .map((symbol) => describe(checker, symbol))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const others = passedOn.map((statement) => ({ name: '', documented: true, text: statement.getText() }));
    return { entry: entry.replace(/^\./, name), exports: [...others, ...described] };
  });
}

/** Whether a statement exports what another package has, whose own text says what that is. */
function isReExport(statement) {
  return ts.isExportDeclaration(statement) && /^[^.]/.test(statement.moduleSpecifier?.text ?? '.');
}

function namesIn(checker, { exportClause, moduleSpecifier }) {
  if (exportClause) return exportClause.elements.map(({ name }) => name.text);
  return checker.getExportsOfModule(checker.getSymbolAtLocation(moduleSpecifier)).map(({ name }) => name);
}

function describe(checker, exported) {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const printer = ts.createPrinter({ removeComments: true });
  const texts = symbol.declarations.map((declaration) => {
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  });
  const documented = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== '';
  return { name: exported.name, documented, text: texts.join('\n') };
}

function render(entries) {
  const sections = entries.map(
    ({ entry, exports }) =>
      `## ${entry}\n\n\`\`\`ts\n${exports.map(({ text }) => text).join('\n\n')}\n\`\`\`\n`,
  );
  return `# Public API\n\nMade by \`node api-surface.mjs\` from the built declarations; a test compares.\n\n${sections.join('\n')}`;
}

export const { renderApiSurface, readCommitted, writeApiSurface, undocumentedExports } = apiSurfaceOf(
  new URL('.', import.meta.url),
);

if (process.argv[1] === fileURLToPath(import.meta.url)) writeApiSurface();
