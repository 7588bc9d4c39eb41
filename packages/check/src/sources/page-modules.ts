import { posix } from 'node:path';
import { readScript, type Script } from './script.ts';
import type { Text } from './text.ts';

const PAGE = 'ui/index.html';
const scriptElement = /<script\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/gi;
const endings = ['', '.ts', '.tsx', '.js', '.jsx', '/index.ts', '/index.tsx'];

/** The scripts of the workspace that ui/index.html loads. */
export function pageEntries(texts: readonly Text[]): readonly Text[] {
  const page = texts.find(({ file }) => file === PAGE);
  const written = page?.content.replace(/<!--[\s\S]*?-->/g, '') ?? '';
  // Vite resolves a leading slash in the folder of the page.
  return Array.from(written.matchAll(scriptElement), ([, source = '']) =>
    fileOf(posix.join('ui', source), texts),
  ).filter((text) => text !== undefined);
}

/**
 * Some scripts of a workspace and every module that they import by a relative path, directly or not.
 *
 * @throws {import('./tree.ts').Malformed} if the syntax of one is wrong
 */
export function modulesFrom(entries: readonly Text[], texts: readonly Text[]): readonly Script[] {
  const scripts = new Map<string, Script>();
  const pending = [...entries];
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    const { file, content } = text;
    if (scripts.has(file) || !/\.[cm]?[jt]sx?$/.test(file)) continue;
    const script = readScript(file, content);
    scripts.set(file, script);
    for (const path of importedBy(script)) {
      const imported = fileOf(posix.join(posix.dirname(file), path), texts);
      if (imported) pending.push(imported);
    }
  }
  return [...scripts.values()];
}

function importedBy({ nodes }: Script): readonly string[] {
  return nodes.flatMap((node) => {
    const source =
      node.type === 'ImportDeclaration' ||
      node.type === 'ExportNamedDeclaration' ||
      node.type === 'ExportAllDeclaration' ||
      node.type === 'ImportExpression'
        ? node.source
        : node.type === 'CallExpression' && node.callee.type === 'Import'
          ? node.arguments[0]
          : undefined;
    return source?.type === 'StringLiteral' && source.value.startsWith('.') ? [source.value] : [];
  });
}

/** The file of an import path, which has its extension, no extension, or that of the compiled file. */
function fileOf(path: string, texts: readonly Text[]): Text | undefined {
  const paths = [...endings.map((ending) => `${path}${ending}`), path.replace(/\.js(x?)$/, '.ts$1')];
  return paths.flatMap((each) => texts.find(({ file }) => file === each) ?? [])[0];
}
