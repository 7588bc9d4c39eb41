import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { basePath } from '../plan/base.ts';
import { registryPackages } from '../plan/packages.ts';
import { made, textOf } from '../testing/edited-extension.ts';
import { changeExtension } from './change-extension.ts';
import { readExtension } from './known-extension.ts';
import { withProvider } from './provider-ids.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A repository with a new extension. */
function repository() {
  const folder = mkdtempSync(join(tmpdir(), 'two-branches-'));
  folders.push(folder);
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...words], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const list = () =>
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((path) => !/^\.git(\/|$)/.test(path) && statSync(join(folder, path)).isFile())
      .sort();
  const read = (path: string) =>
    list().includes(path) ? readFileSync(join(folder, path), 'utf8') : undefined;
  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Change');
  };
  git('init', '--quiet', '--initial-branch', 'main');
  for (const [path, text] of made({ provider: ['oidc'] })) write(path, text);
  commit();
  return {
    ...{ git, read, write, list, commit },
    files: () => textOf(new Map(list().map((path) => [path, read(path) ?? '']))),
    add(id: string) {
      const known = readExtension({ read, list });
      const change = { provider: withProvider(known.record, id) };
      const { files, conflicts } = changeExtension({
        ...{ known, change, read, list },
        packages: registryPackages(),
      });
      expect(conflicts).toEqual([]);
      for (const [path, text] of files) {
        if (text === null) rmSync(join(folder, path));
        else write(path, text);
      }
      commit();
    },
    /** @returns the files with conflicts */
    merge(branch: string, ...flags: string[]): string[] {
      try {
        git('merge', '--quiet', ...flags, branch);
        return [];
      } catch {
        return git('diff', '--name-only', '--diff-filter=U').trim().split('\n');
      }
    },
  };
}

/** A branch that adds Slack, and the main branch, which adds GitHub. */
function twoBranches() {
  const one = repository();
  one.git('checkout', '--quiet', '-b', 'slack');
  one.add('slack');
  one.git('checkout', '--quiet', 'main');
  one.add('github');
  return one;
}

const both = { provider: ['oidc', 'github', 'slack'] };

test('two branches that each add a provider conflict only in lists of providers', () => {
  const conflicts = twoBranches().merge('slack');
  expect(conflicts).not.toContain(basePath);
  const lists = made({ provider: ['oidc', 'github'] });
  expect(conflicts.filter((path) => !/github/i.test(lists.get(path) ?? ''))).toEqual([]);
});

test('the generator completes a merge in which the main branch wins every conflict', () => {
  const one = twoBranches();
  expect(one.merge('slack', '-X', 'ours')).toEqual([]);
  one.add('slack');
  expect(one.files()).toEqual(textOf(made(both)));
});

test('edits of both branches are kept in that merge, also in files that list providers', () => {
  const one = repository();
  const edit = (path: string, change: (text: string) => string) =>
    one.write(path, change(one.read(path) ?? ''));
  one.git('checkout', '--quiet', '-b', 'slack');
  one.add('slack');
  edit('compose.yaml', (text) => text.replace('mem_limit: 512m', 'mem_limit: 1g'));
  edit('ui/src/App.tsx', (text) => `// Theirs.\n${text}`);
  one.commit();
  one.git('checkout', '--quiet', 'main');
  one.add('github');
  edit('compose.yaml', (text) =>
    text.replace('\nvolumes:\n', '\n  cache:\n    image: redis:8 # ours\n\nvolumes:\n'),
  );
  one.commit();
  expect(one.merge('slack', '-X', 'ours')).toEqual([]);
  one.add('slack');
  const generated = made(both);
  expect(one.read('compose.yaml')).toBe(
    generated
      .get('compose.yaml')
      ?.replace('mem_limit: 512m', 'mem_limit: 1g')
      .replace('\nvolumes:\n', '\n  cache:\n    image: redis:8 # ours\n\nvolumes:\n'),
  );
  expect(one.read('ui/src/App.tsx')).toBe(`// Theirs.\n${generated.get('ui/src/App.tsx')}`);
  expect(one.read(basePath)).toBe(generated.get(basePath));
});
