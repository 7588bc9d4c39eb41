import { describe, expect, test } from '@jest/globals';
import type { Tree } from '../devkit.ts';
import { extension } from '../generators/extension.ts';
import { workspaceTree } from '../testing/tree.ts';

const hello = { directory: 'extensions/hello' };

const nx = `{
\t// Ours.
\t"plugins": [
\t\t"@nx/js", // for libraries
\t\t{ "plugin": "@nx/vite/plugin", "options": {"a": 1,"b": 2} }
\t],
\t"namedInputs": { "default": ["{projectRoot}/**/*"] }
}`;

const members = `# The workspace.
packages: # ours
    - 'packages/*'   # libraries
    - "apps/*"       # applications

catalog:
    react: ^18 # decided in May
allowBuilds: { nx: false,  esbuild: false }
`;

const manifest = `{
  "name": "acme",  "private": true,
  "devDependencies": {
      "nx": "23.2.1"
  }
}`;

const files = { 'nx.json': nx, 'pnpm-workspace.yaml': members, 'package.json': manifest };

/** The settings after an extension was added to a workspace. */
async function settings(edit: (text: string) => string): Promise<Record<keyof typeof files, string>> {
  const tree = workspaceTree('pnpm-lock.yaml');
  for (const [path, text] of Object.entries(files)) tree.write(path, edit(text));
  await extension(tree, hello);
  return {
    'nx.json': read(tree, 'nx.json'),
    'pnpm-workspace.yaml': read(tree, 'pnpm-workspace.yaml'),
    'package.json': read(tree, 'package.json'),
  };
}

const read = (tree: Tree, path: string) => tree.read(path, 'utf8') ?? '';

/** The lines that already existed, in their order. */
const keptLines = (before: string, after: string) => {
  const lines = after.split('\n');
  let from = 0;
  return before.split('\n').filter((line) => {
    const at = lines.findIndex(
      (each, index) => index >= from && each.replace(/,?\r?$/, '') === line.replace(/,?\r?$/, ''),
    );
    if (at < 0) return false;
    from = at + 1;
    return true;
  });
};

describe('the settings of a workspace keep every line when an extension is added', () => {
  test.each<[string, (text: string) => string]>([
    ['with comments, tabs and aligned items', (text) => text],
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text) => `\uFEFF${text}`],
  ])('%s', async (_, edit) => {
    const after = await settings(edit);
    for (const [path, text] of Object.entries(files)) {
      const [before, found] = [edit(text), after[path as keyof typeof files]];
      const lines = before.split('\n').filter((line) => !/^allowBuilds/.test(line));
      expect([path, keptLines(before, found)]).toEqual([path, expect.arrayContaining(lines)]);
      expect(found.startsWith('\uFEFF')).toBe(before.startsWith('\uFEFF'));
      if (before.includes('\r\n')) expect(found.replaceAll('\r\n', '')).not.toContain('\n');
    }
    expect(after['nx.json']).toContain('"@nx/js", // for libraries');
    expect(after['nx.json']).toMatch(/\n\t\t"@ddext-oauth\/nx"\r?\n\t\]/);
    expect(after['pnpm-workspace.yaml']).toMatch(/\n {4}- extensions\/hello\r?\n/);
  });
});

describe('a syntax error in the settings of a workspace is named with file, line and column', () => {
  test.each([
    ['nx.json', '{\n  "plugins": [,]\n}\n', /nx\.json.*2:15/s],
    ['package.json', '{\n  "name": "acme",,\n}\n', /package\.json.*2:18/s],
    ['pnpm-workspace.yaml', 'packages:\n  - a\n - b\n', /pnpm-workspace\.yaml.*:3:/],
  ])('%s', async (path, text, message) => {
    const tree = workspaceTree('pnpm-lock.yaml');
    tree.write(path, text);
    await expect(extension(tree, hello)).rejects.toThrow(message);
  });
});
