import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { childEnvironment } from './support/child-environment.mjs';
import { commit, nxIn, vendor } from './support/host-workspace.ts';
import { type Registry, startRegistry } from './support/registry.ts';
import { testedPartOf } from './support/tested-page.ts';
import { create, directory, edit, run, workspace } from './support/workspace.ts';

let registry: Registry;
/** Environment that points every package manager at the registry, and makes `nx migrate` run the installed Nx. */
let settings: NodeJS.ProcessEnv;

beforeAll(async () => {
  registry = await startRegistry(vendor);
  settings = { npm_config_registry: registry.url, NX_MIGRATE_USE_LOCAL: 'true' };
});
afterAll(() => registry.close());

test('create-nx-workspace --preset=@ddext-oauth/nx creates a workspace that passes every target', async () => {
  const flags = ['--packageManager=pnpm', '--nxCloud=skip', '--trustThirdPartyPreset', '--interactive=false'];
  const ours = ['--image=acme/by-nx', '--provider=github', '--provider=oidc'];
  await run(
    'npx',
    ['--yes', 'create-nx-workspace@23.2.1', 'by-nx', '--preset=@ddext-oauth/nx', ...flags, ...ours],
    { cwd: directory, env: { ...childEnvironment, ...settings } },
  );
  const path = join(directory, 'by-nx');
  const { options } = JSON.parse(readFileSync(join(path, 'ddext-oauth.json'), 'utf8'));
  expect(options).toMatchObject({ directory: 'by-nx', image: 'acme/by-nx', provider: ['github', 'oidc'] });
  // The tests of the page, which generated-workspace.test.ts runs, take most of the time.
  expect(testedPartOf(path)).toEqual(testedPartOf(workspace));
  const targets = ['typecheck', 'test', 'build', 'check'].flatMap((target) => ['-t', target]);
  const output = await nxIn(path)('run-many', ...targets, '--exclude=@by-nx/ui');
  expect(output).toContain('Successfully ran targets typecheck, test, build, check for 3 projects');
  expect(await nxIn(path)('run-many', '-t', 'typecheck', 'build', '--projects=@by-nx/ui')).toContain(
    'Successfully ran targets typecheck, build for project @by-nx/ui',
  );
  expect(await run('pnpm', ['lint'], { cwd: path })).toContain('No fixes applied');
  expect(await run('git', ['status', '--porcelain'], { cwd: path })).toBe('');
});

test('a migration registers the plugin in a workspace without it', async () => {
  const path = await create('without-plugin', '--image', 'acme/without-plugin', '--no-install', '--no-git');
  const nx = nxIn(path, settings);
  const pnpm = (...args: string[]) =>
    run('pnpm', args, { cwd: path, env: { ...childEnvironment, ...settings } });
  edit(join(path, 'nx.json'), '  "plugins": ["@ddext-oauth/nx"],\n', '');
  // The comment above these two lines says to remove them, so that the packages come from the registry.
  const pnpmSettings = join(path, 'pnpm-workspace.yaml');
  writeFileSync(pnpmSettings, readFileSync(pnpmSettings, 'utf8').replace(/overrides:\n( .*\n)+/, ''));
  rmSync(join(path, 'vendor'), { recursive: true });
  await pnpm('add', '--save-dev', '--workspace-root', '@ddext-oauth/nx');
  await commit(path);
  expect(await nx('show', 'projects')).not.toContain('without-plugin\n');
  await nx('migrate', '@ddext-oauth/nx@latest', '--from=@ddext-oauth/nx@0.0.0', '--no-interactive');
  await nx('migrate', '--run-migrations', '--no-interactive');
  expect(JSON.parse(readFileSync(join(path, 'nx.json'), 'utf8')).plugins).toEqual(['@ddext-oauth/nx']);
  const { targets } = JSON.parse(await nx('show', 'project', 'without-plugin', '--json'));
  expect(targets).toHaveProperty('install-extension');
  // Skips typecheck and test, which the test above runs with packages from the registry.
  const output = await nx('run-many', '-t', 'build', 'check');
  expect(output).toContain('Successfully ran targets build, check for 3 projects');
});
