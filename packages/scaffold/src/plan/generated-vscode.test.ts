import { expect, test } from '@jest/globals';
import { resolveOptions } from '../options/options.ts';
import { registryPackages } from './packages.ts';
import { createPlan } from './plan.ts';

function filesOf(raw: object): Readonly<Record<string, Record<string, unknown>>> {
  const { options } = resolveOptions({ directory: 'sign-in', ...raw });
  const plan = createPlan(options, { packages: registryPackages() });
  const files = [...plan].filter(([path]) => path.startsWith('.vscode/'));
  return Object.fromEntries(files.map(([path, content]) => [path, JSON.parse(String(content))]));
}

test('a new workspace has debug configurations for pnpm dev and a running process, and formats with Biome', () => {
  const files = filesOf({});
  expect(files['.vscode/launch.json']?.configurations).toMatchObject([
    { name: 'pnpm dev', request: 'launch', autoAttachChildProcesses: true },
    { name: 'Attach to a Node.js process', request: 'attach' },
  ]);
  expect(files['.vscode/extensions.json']?.recommendations).toContain('biomejs.biome');
  expect(files['.vscode/settings.json']).toMatchObject({
    '[typescriptreact]': { 'editor.defaultFormatter': 'biomejs.biome' },
  });
});

test('the settings do not depend on the options, so that no generator has to merge them', () => {
  const other = { strategy: 'extension-tab', exchange: 'ui', provider: ['okta'] };
  expect(filesOf(other)).toEqual(filesOf({}));
});

test('an extension in an existing workspace uses the settings of the workspace', () => {
  const workspace = { path: 'extensions/hello', packageManager: 'pnpm', biome: true };
  expect(filesOf({ directory: 'extensions/hello', workspace })).toEqual({});
});
