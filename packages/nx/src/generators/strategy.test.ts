import { beforeEach, expect, test } from '@jest/globals';
import type { Tree } from '../devkit.ts';
import { fingerprint, workspaceTree } from '../testing/tree.ts';
import { extension } from './extension.ts';
import { strategy } from './strategy.ts';

const root = 'extensions/hello';
const hello = { directory: root, image: 'acme/hello', port: 51234 };
let tree: Tree;

beforeEach(async () => {
  tree = workspaceTree('pnpm-lock.yaml');
  await extension(tree, hello);
});

/** The extension's files, without those of the workspace. */
function own(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(root)));
}

async function made(options: object): Promise<Record<string, string>> {
  const other = workspaceTree('pnpm-lock.yaml');
  await extension(other, { ...hello, ...options });
  return own(fingerprint(other));
}

test.each([
  { strategy: 'extension-tab' },
  { strategy: 'extension-tab', redirect: 'bridge' },
  { strategy: 'extension-tab', exchange: 'ui' },
])('converts an extension to the files of a new one with %j, and back', async (options) => {
  const before = own(fingerprint(tree));
  await strategy(tree, options);
  expect(own(fingerprint(tree))).toEqual(await made(options));
  await strategy(tree, options);
  expect(own(fingerprint(tree))).toEqual(await made(options));
  await strategy(tree, { strategy: 'backend-callback' });
  expect(own(fingerprint(tree))).toEqual(before);
});

test('changes only the port', async () => {
  await strategy(tree, { port: 51235 });
  expect(own(fingerprint(tree))).toEqual(await made({ port: 51235 }));
});

test('keeps its own backend routes when the redirect strategy changes', async () => {
  const path = `${root}/backend/src/backend.ts`;
  const own = "  api.get('/mine', (_request, response) => response.end());\n";
  const text = tree.read(path, 'utf8') ?? '';
  tree.write(path, text.replace(/(.*Your own routes go here.*\n)/, `$1${own}`));
  const edited = tree.read(path, 'utf8');
  expect(edited).toContain(own);
  await strategy(tree, { strategy: 'extension-tab' });
  expect(tree.read(path, 'utf8')).toBe(edited);
});

test('adds the tools of a backend with the backend', async () => {
  const page = workspaceTree('pnpm-lock.yaml');
  await extension(page, { ...hello, port: undefined, strategy: 'extension-tab', exchange: 'ui' });
  expect(page.read('package.json', 'utf8')).not.toContain('esbuild');
  await strategy(page, { strategy: 'backend-callback' });
  expect(page.read('package.json', 'utf8')).toContain('esbuild');
});

test.each([
  [
    { strategy: 'backend-callback', redirect: 'bridge' },
    '--redirect bridge requires --strategy extension-tab',
  ],
  [{ strategy: 'extension-tab', port: 80 }, 'port'],
  [{ strategy: 'tab' }, 'Unknown strategy "tab"'],
  [{}, 'No option is given.'],
])('%j is rejected, and changes nothing', async (options, message) => {
  const before = fingerprint(tree);
  await expect(strategy(tree, options)).rejects.toThrow(message);
  expect(fingerprint(tree)).toEqual(before);
});

test('rejects a strategy that the provider does not support', async () => {
  await extension(tree, { directory: 'extensions/hub', provider: ['github'] });
  await expect(strategy(tree, { project: 'hub', strategy: 'extension-tab', exchange: 'ui' })).rejects.toThrow(
    'GitHub does not work with --strategy extension-tab --exchange ui',
  );
});
