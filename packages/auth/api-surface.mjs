import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-api';

/**
 * The public API as one text: every export of every entry of package.json, as its declaration reads in dist/, without
 * comments. Committed as api-surface.md, so that a change of the API is seen in review and never happens by accident.
 *
 * `node api-surface.mjs` writes it; src/package.test.ts compares.
 */
const root = new URL('.', import.meta.url);
const file = new URL('api-surface.md', root);

/** @returns {{ entry: string, exports: { name: string, documented: boolean, text: string }[] }[]} */
export function readApiSurface() {
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
    const module = checker.getSymbolAtLocation(program.getSourceFile(path));
    const symbols = checker.getExportsOfModule(module).map((symbol) => describe(checker, symbol));
    return { entry: entry.replace(/^\./, name), exports: symbols.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  });
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

/** @returns {string} what api-surface.md should say */
export function renderApiSurface() {
  const sections = readApiSurface().map(
    ({ entry, exports }) =>
      `## ${entry}\n\n\`\`\`ts\n${exports.map(({ text }) => text).join('\n\n')}\n\`\`\`\n`,
  );
  return `# Public API\n\nMade by \`node api-surface.mjs\` from the built declarations; a test compares.\n\n${sections.join('\n')}`;
}

export const readCommitted = () => readFileSync(file, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, renderApiSurface());
