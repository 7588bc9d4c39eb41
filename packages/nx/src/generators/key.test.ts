import { beforeEach, expect, jest, test } from '@jest/globals';
import { logger, type Tree } from '../devkit.ts';
import { fingerprint, workspaceTree } from '../testing/tree.ts';
import { extension } from './extension.ts';
import { preset } from './preset.ts';
import { key } from './single-option.ts';

const hello = { name: 'hello', image: 'acme/hello' };
let tree: Tree;

async function workspaceWith(options: object): Promise<Tree> {
  const workspace = workspaceTree('pnpm-lock.yaml');
  await preset(workspace, { ...hello, ...options });
  return workspace;
}

beforeEach(async () => {
  tree = await workspaceWith({});
});

test('changes an extension to the files of one created with a key in the keychain, and back', async () => {
  const before = fingerprint(tree);
  const warned = jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
  await key(tree, { key: 'keychain' });
  expect(fingerprint(tree)).toEqual(fingerprint(await workspaceWith({ key: 'keychain' })));
  await key(tree, { key: 'keychain-or-page' });
  expect(fingerprint(tree)).toEqual(fingerprint(await workspaceWith({ key: 'keychain-or-page' })));
  expect(warned).not.toHaveBeenCalled();
  await key(tree, { key: 'page' });
  expect(fingerprint(tree)).toEqual(before);
  expect(warned).toHaveBeenCalledWith(expect.stringContaining('First release a version that moves it'));
  warned.mockRestore();
});

test('keeps an edit in the Dockerfile and in metadata.json', async () => {
  const edit = (path: string, before: string, after: string) =>
    tree.write(path, (tree.read(path, 'utf8') ?? '').replace(before, after));
  edit('Dockerfile', 'COPY metadata.json icon.svg /', 'COPY metadata.json icon.svg help.html /');
  edit('metadata.json', '"icon": "icon.svg"', '"icon": "logo.svg"');
  await key(tree, { key: 'keychain' });
  const dockerfile = tree.read('Dockerfile', 'utf8');
  expect(dockerfile).toContain('help.html');
  expect(dockerfile).toContain('ARG TARGETARCH');
  const metadata = JSON.parse(tree.read('metadata.json', 'utf8') ?? '');
  expect([metadata.icon, metadata.host.binaries.length]).toEqual(['logo.svg', 1]);
});

test('is rejected without a backend, and for an extension in a folder', async () => {
  const page = await workspaceWith({ strategy: 'extension-tab', exchange: 'ui' });
  await expect(key(page, { key: 'keychain' })).rejects.toThrow('requires --exchange backend');
  const shared = workspaceTree('pnpm-lock.yaml');
  await extension(shared, { directory: 'extensions/hello', image: 'acme/hello' });
  await expect(key(shared, { key: 'keychain' })).rejects.toThrow(
    "requires a workspace of the extension's own",
  );
});
