import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { logger, type Tree } from '../devkit.ts';
import { fingerprint, workspaceTree } from '../testing/tree.ts';
import { extension } from './extension.ts';
import { provider, removeProvider } from './provider.ts';
import { hosts, image, port, title } from './single-option.ts';

const root = 'extensions/hello';
const hello = { directory: root, image: 'acme/hello', port: 5000, provider: ['github'] };
let tree: Tree;
let warnings: string[];

beforeEach(async () => {
  tree = workspaceTree('pnpm-lock.yaml');
  await extension(tree, hello);
  warnings = [];
  jest.spyOn(logger, 'warn').mockImplementation((text) => void warnings.push(String(text)));
});
afterEach(() => void jest.restoreAllMocks());

const own = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(root)));

async function made(options: object): Promise<Record<string, string>> {
  const other = workspaceTree('pnpm-lock.yaml');
  await extension(other, { ...hello, ...options });
  return own(fingerprint(other));
}

describe('an option whose value is in several files', () => {
  test('is changed in all of them: the port', async () => {
    await port(tree, { port: 6000 });
    expect(own(fingerprint(tree))).toEqual(await made({ port: 6000 }));
    expect(warnings).toEqual([
      'Register this redirect URI at GitHub (https://github.com/settings/developers): http://127.0.0.1:6000/callback/github\n    It replaces http://127.0.0.1:5000/callback/github',
    ]);
  });

  test('is changed in all of them: the image, with the registered port as before', async () => {
    await image(tree, { image: 'acme/other' });
    expect(own(fingerprint(tree))).toEqual(await made({ image: 'acme/other' }));
    expect(warnings).toEqual([]);
  });

  test('is changed in all of them: the hosts', async () => {
    await hosts(tree, { hosts: 'docker,podman' });
    expect(own(fingerprint(tree))).toEqual(await made({ hosts: 'docker,podman' }));
    await expect(hosts(tree, { hosts: 'docker,rancer' })).rejects.toThrow('did you mean rancher?');
  });

  test('is changed in all of them: the title', async () => {
    await title(tree, { title: 'Good "Morning"' });
    expect(own(fingerprint(tree))).toEqual(await made({ title: 'Good "Morning"' }));
  });

  test.each([
    ['port', () => port(tree, { port: 80 }), 'must be a number from 1024'],
    ['image', () => image(tree, { image: 'Acme' }), 'image'],
    ['title', () => title(tree, { title: '' }), 'title'],
  ])('rejects an invalid value: %s', async (_, run, message) => {
    const before = fingerprint(tree);
    await expect(run()).rejects.toThrow(message);
    expect(fingerprint(tree)).toEqual(before);
  });

  test('conflicts if a file has another value, also if the record has the given one', async () => {
    const info = jest.spyOn(logger, 'info').mockImplementation(() => undefined);
    await port(tree, { port: 5000 });
    expect(info).toHaveBeenCalledWith('Nothing to change: the extension already has these options.');
    info.mockClear();
    const compose = `${root}/compose.yaml`;
    tree.write(compose, (tree.read(compose, 'utf8') ?? '').replaceAll('5000', '6000'));
    await port(tree, { port: 5000 });
    expect(info).not.toHaveBeenCalled();
    expect(warnings.join('\n')).toMatch(
      /compose\.yaml:\d+ does not have the option that you give.*\n {2}Yours \(compose\.yaml:\d+\):\n.*6000.*\n {2}Wanted:\n.*5000/,
    );
  });

  test('has no port if the browser returns to the tab', async () => {
    await extension(tree, { directory: 'extensions/tab', strategy: 'extension-tab' });
    await expect(port(tree, { port: 6000, project: 'tab' })).rejects.toThrow(
      'This extension publishes no port, because its strategy is extension-tab.',
    );
  });
});

describe('a provider', () => {
  test('that the extension does not have is not removed, and a warning names it', async () => {
    const before = fingerprint(tree);
    await removeProvider(tree, { provider: 'slack' });
    expect(warnings).toEqual(['slack is not a provider of this extension, which has github.']);
    expect(fingerprint(tree)).toEqual(before);
  });

  test.each([true, false])('that was removed by hand is added again, its file too: %s', async (isDeleted) => {
    await provider(tree, { provider: 'google' });
    const before = own(fingerprint(tree));
    if (isDeleted) tree.delete(`${root}/auth/src/providers/google.ts`);
    const list = `${root}/auth/src/providers/index.ts`;
    tree.write(list, (tree.read(list, 'utf8') ?? '').replace(/.*google.*\n/g, ''));
    await provider(tree, { provider: 'google' });
    expect(own(fingerprint(tree))).toEqual(before);
  });
});

describe('--skip', () => {
  test.each(['README.md', './README.md', `${root}/README.md`, 'extensions\\hello\\README.md'])(
    'accepts %s, and the remaining lines are printed',
    async (skip) => {
      const ours = (tree.read(`${root}/README.md`, 'utf8') ?? '').replaceAll(':5000', ':OURS');
      tree.write(`${root}/README.md`, ours);
      await port(tree, { port: 6000, skip: [skip] });
      expect(tree.read(`${root}/README.md`, 'utf8')).toBe(ours);
      expect(warnings.join('\n')).toMatch(
        /README\.md was skipped\. Change it by hand:\n[\s\S]*Wanted:\n.*6000/,
      );
    },
  );

  test('with a file that does not exist is rejected', async () => {
    await expect(port(tree, { port: 6000, skip: ['READMEE.md'] })).rejects.toThrow(
      'did you mean --skip=README.md?',
    );
  });
});
