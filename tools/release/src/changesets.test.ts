import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { environment, root } from '../../dev/environment.mjs';
import { published } from './packed.ts';

test.each(published)('the changelog of $name begins with its version', async ({ folder, manifest }) => {
  const changelog = await readFile(join(folder, 'CHANGELOG.md'), 'utf8');
  expect(changelog).toMatch(new RegExp(`^# ${manifest.name}\n\n## ${manifest.version}\n`));
});

test('all packages are released in one version', async () => {
  const { fixed } = JSON.parse(await readFile(join(root, '.changeset/config.json'), 'utf8'));
  const packages = [...published.map(({ name }) => name), '@ddext-oauth/scaffold'];
  expect(fixed.map((group: string[]) => group.sort())).toEqual([packages.sort()]);
  expect(new Set(published.map(({ manifest }) => manifest.version)).size).toBe(1);
});

describe('a change of one package', () => {
  let copy: string;
  const read = (path: string) => readFile(join(copy, path), 'utf8');

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'changesets-'));
    const paths = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', '.changeset'];
    const projects = ['packages/scaffold', 'tools/e2e', 'tools/plopfile', 'tools/release'];
    for (const { folder } of published) projects.push(folder.slice(root.length));
    for (const project of projects) {
      paths.push(`${project}/package.json`);
      if (project.startsWith('packages/')) paths.push(`${project}/CHANGELOG.md`);
    }
    for (const path of paths) await cp(join(root, path), join(copy, path), { recursive: true });
    await mkdir(join(copy, '.changeset'), { recursive: true });
    await writeFile(
      join(copy, '.changeset/a-change.md'),
      "---\n'@ddext-oauth/auth': minor\n---\n\nWhat is new.\n",
    );
    const options = { throwOnError: true, nodeOptions: { cwd: copy, env: environment } };
    await x('git', ['init', '--quiet'], options);
    await x('changeset', ['version'], options);
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  test('gives all packages the next version, because they are released together', async () => {
    const [major, minor] = published[0]?.manifest.version.split('.') ?? [];
    const next = `${major}.${Number(minor) + 1}.0`;
    for (const { name, folder } of published) {
      const { version } = JSON.parse(await read(join(folder.slice(root.length), 'package.json')));
      expect([name, version]).toEqual([name, next]);
    }
    expect(JSON.parse(await read('packages/scaffold/package.json')).version).toBe(next);
  });

  test('is in the changelog of that package', async () => {
    expect(await read('packages/auth/CHANGELOG.md')).toMatch(
      /^# .*\n\n## .*\n\n### Minor Changes\n\n- What is new\.\n/,
    );
  });
});
