import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { childEnvironment } from './child-environment.mjs';
import { commit, nxIn, vendor, writeFiles } from './host-workspace.ts';
import { type Registry, startRegistry } from './registry.ts';
import { create, directory, run } from './workspace.ts';

let registry: Registry;
/** What points every package manager at the registry, and Nx at itself. */
let settings: NodeJS.ProcessEnv;

beforeAll(async () => {
  registry = await startRegistry(vendor);
  settings = { npm_config_registry: registry.url, NX_MIGRATE_USE_LOCAL: 'true' };
});
afterAll(() => registry.close());

test('create-nx-workspace --preset=@ddext-oauth/nx makes a workspace that is green', async () => {
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
  const output = await nxIn(path)('run-many', '-t', 'typecheck', 'test', 'build', 'check');
  expect(output).toContain('Successfully ran targets typecheck, test, build, check for 4 projects');
  expect(await run('pnpm', ['lint'], { cwd: path })).toContain('No fixes applied');
  expect(await run('git', ['status', '--porcelain'], { cwd: path })).toBe('');
});

test('a workspace of the previous template is migrated, and takes another provider', async () => {
  const fixture = new URL(
    '../../../packages/nx/src/migrations/testing/previous-template.json',
    import.meta.url,
  );
  const files: Record<string, string> = JSON.parse(readFileSync(fixture, 'utf8'));
  const path = join(directory, 'previous');
  const nx = nxIn(path, settings);
  const pnpm = (...args: string[]) =>
    run('pnpm', args, { cwd: path, env: { ...childEnvironment, ...settings } });
  writeFiles(path, files);
  await pnpm('add', '--save-dev', '--workspace-root', '@ddext-oauth/nx');
  await commit(path);
  await nx('migrate', '@ddext-oauth/nx@latest', '--from=@ddext-oauth/nx@0.0.0', '--no-interactive');
  await nx('migrate', '--run-migrations', '--no-interactive');

  expect(JSON.parse(readFileSync(join(path, 'ddext-oauth.json'), 'utf8')).options).toMatchObject({
    provider: ['oidc', 'github'],
    image: 'acme/previous',
    title: 'It was before',
  });
  expect(JSON.parse(await nx('show', 'project', 'previous', '--json')).targets).toHaveProperty('check');
  // The registered redirect URIs and the backend's API changed before 0.1.0, for which there is no migration: its developer
  // takes today's files for them.
  const flags = ['--provider', 'oidc', '--provider', 'github', '--image', 'acme/previous', '--port', '65189'];
  const today = await create(
    'today/previous',
    ...flags,
    '--title',
    'It was before',
    '--no-install',
    '--no-git',
  );
  for (const file of [
    'README.md',
    'backend/src/backend.ts',
    'backend/src/backend.test.ts',
    'backend/src/main.ts',
  ])
    copyFileSync(join(today, file), join(path, file));
  await nx('generate', '@ddext-oauth/nx:provider', 'gitlab', '--no-interactive');
  const output = await nx('run-many', '-t', 'typecheck', 'test', 'build');
  expect(output).toContain('Successfully ran targets typecheck, test, build for 3 projects');
});
