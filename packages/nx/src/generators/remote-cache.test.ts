import { beforeEach, expect, test } from '@jest/globals';
import type { Tree } from '../devkit.ts';
import { fingerprint, workspaceTree } from '../testing/tree.ts';
import { extension } from './extension.ts';
import { preset } from './preset.ts';
import { remoteCache } from './single-option.ts';

const hello = { name: 'hello', image: 'acme/hello' };
const ci = '.github/workflows/ci.yml';
const url = 'https://nx-cache.example.com';
let tree: Tree;

async function workspaceWith(options: object): Promise<Tree> {
  const workspace = workspaceTree('pnpm-lock.yaml');
  await preset(workspace, { ...hello, ...options });
  return workspace;
}

beforeEach(async () => {
  tree = await workspaceWith({});
});

test('changes the workflow to that of a workspace created with a remote cache, and back', async () => {
  const before = fingerprint(tree);
  await remoteCache(tree, { url });
  expect(fingerprint(tree)).toEqual(fingerprint(await workspaceWith({ remoteCache: url })));
  await remoteCache(tree, { url: '' });
  expect(fingerprint(tree)).toEqual(before);
});

test('keeps a step that was added to the workflow', async () => {
  const step = '      - run: pnpm audit --prod\n';
  const text = tree.read(ci, 'utf8') ?? '';
  tree.write(ci, text.replace(/( +- run: pnpm lint\n)/, `$1${step}`));
  await remoteCache(tree, { url });
  expect(tree.read(ci, 'utf8')).toContain(`      - run: pnpm lint\n${step}`);
  expect(tree.read(ci, 'utf8')).toContain('nx-cache-write');
});

test.each([
  ['http://nx-cache.example.com', 'must be an https URL'],
  ['nx-cache.example.com', 'must be an https URL'],
])('rejects the server %s, and changes nothing', async (given, message) => {
  const before = fingerprint(tree);
  await expect(remoteCache(tree, { url: given })).rejects.toThrow(message);
  expect(fingerprint(tree)).toEqual(before);
});

test('is rejected for an extension in a folder, because its workspace has a separate workflow', async () => {
  const shared = workspaceTree('pnpm-lock.yaml');
  await extension(shared, { directory: 'extensions/hello', image: 'acme/hello' });
  await expect(remoteCache(shared, { url })).rejects.toThrow('this extension is in an existing one');
});
