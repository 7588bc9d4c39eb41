import { createPlan, registryPackages, resolveOptions } from '@ddext-oauth/scaffold';
import { describe, expect, test } from '@jest/globals';
import { filesOf, workspaceTree } from '../testing/tree.ts';
import { preset } from './preset.ts';

const hello = { name: 'hello', image: 'acme/hello' };

describe('in a new workspace of create-nx-workspace', () => {
  test('creates exactly the files of the command', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    tree.write('apps/.gitkeep', '');
    tree.write('.vscode/extensions.json', '{ "recommendations": ["nrwl.angular-console"] }\n');
    await preset(tree, { ...hello, preset: '@ddext-oauth/nx', packageManager: 'pnpm', nxCloud: 'skip' });
    const { options } = resolveOptions({ directory: 'hello', image: 'acme/hello' });
    for (const [path, content] of createPlan(options, { packages: registryPackages() })) {
      if (path !== 'package.json') expect([path, tree.read(path, 'utf8')]).toEqual([path, content]);
    }
    expect(tree.exists('apps')).toBe(false);
  });

  test('package.json keeps the installed versions, and receives the missing ones', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    const manifest = {
      name: '@hello/source',
      dependencies: { '@ddext-oauth/nx': '0.1.0' },
      devDependencies: { nx: '23.2.1' },
    };
    tree.write('package.json', JSON.stringify(manifest));
    await preset(tree, hello);
    const { name, scripts, dependencies, devDependencies } = JSON.parse(
      tree.read('package.json', 'utf8') ?? '',
    );
    expect(name).toBe('hello');
    expect(scripts.dev).toMatch(/^ddext-simulator /);
    expect(dependencies).toBeUndefined();
    expect(devDependencies).toMatchObject({
      nx: '23.2.1',
      '@ddext-oauth/nx': '0.1.0',
      jest: expect.any(String),
    });
  });
});

describe('is rejected', () => {
  test('if it would overwrite a file of the user', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    tree.write('Dockerfile', 'FROM scratch\n');
    const before = filesOf(tree);
    await expect(preset(tree, hello)).rejects.toThrow(
      'Dockerfile already exists; this generator requires a new workspace.',
    );
    expect(filesOf(tree)).toEqual(before);
  });

  test('if the package manager is not pnpm', async () => {
    await expect(preset(workspaceTree('package-lock.json'), hello)).rejects.toThrow(
      'requires pnpm; create the workspace with --packageManager=pnpm',
    );
  });

  test.each([
    ['startegy', 'strategy'],
    ['providers', 'provider'],
    ['titel', 'title'],
  ])('for a typo: --%s', async (flag, meant) => {
    const tree = workspaceTree('pnpm-lock.yaml');
    await expect(preset(tree, { ...hello, [flag]: 'x' })).rejects.toThrow(
      `Unknown option --${flag}; did you mean --${meant}?`,
    );
  });

  test('but not for options and aliases of create-nx-workspace', async () => {
    const all = [
      ...[
        'pm',
        'packageManager',
        'nxCloud',
        'ci',
        'style',
        'bundler',
        'routing',
        'prefix',
        'formatter',
        'linter',
      ],
      ...[
        'e2eTestRunner',
        'unitTestRunner',
        'defaultBase',
        'workspaceType',
        'appName',
        'interactive',
        'workspaces',
      ],
      ...[
        'a',
        'allPrompts',
        'g',
        'skipGit',
        'skipGitHubPush',
        'v',
        'verbose',
        'commit',
        'useGitHub',
        'analytics',
      ],
      ...[
        'standaloneApi',
        'useReactRouter',
        'useProjectJson',
        'framework',
        'docker',
        'nextAppDir',
        'nextSrcDir',
      ],
      ...['ssr', 'zoneless', 'aiAgents', 'template', 'trustThirdPartyPreset'],
    ];
    const tree = workspaceTree('pnpm-lock.yaml');
    await preset(tree, { ...hello, ...Object.fromEntries(all.map((flag) => [flag, 'x'])) });
    expect(tree.exists('metadata.json')).toBe(true);
  });
});
