import { readFileSync } from 'node:fs';
import { readRecord } from '@ddext-oauth/scaffold/change';
import { describe, expect, test } from '@jest/globals';
import { provider } from '../generators/provider.ts';
import { fingerprint, workspaceTree } from '../testing/tree.ts';
import { recordOptions } from './record-options.ts';
import { registerPlugin } from './register-plugin.ts';

/** `ddext-oauth.json` as the templates wrote it before it held options. */
const previous = (command: string) => `${JSON.stringify({ version: '0.1.0', command }, null, 2)}\n`;
const made = (flags: string) => previous(`pnpm create ddext-oauth hello ${flags} --yes`);

function workspace(record: string, path = 'ddext-oauth.json') {
  const tree = workspaceTree('pnpm-lock.yaml');
  tree.write(path, record);
  const options = () => readRecord(tree.read(path, 'utf8') ?? undefined).options;
  return { tree, options };
}

describe('0.1.0 records the options', () => {
  test.each([
    [
      '--strategy backend-callback --provider oidc --provider github --image acme/hello --title "Hello there" --port 51234',
      { strategy: 'backend-callback', provider: ['oidc', 'github'], title: 'Hello there', port: '51234' },
    ],
    [
      '--strategy extension-tab --redirect bridge --exchange ui --provider oidc --image acme/hello --title Hello',
      { strategy: 'extension-tab', redirect: 'bridge', exchange: 'ui', image: 'acme/hello' },
    ],
    [
      `--strategy backend-callback --provider oidc --image acme/hello --title='-It'\\''s $5 "here"' --port 51234`,
      { title: `-It's $5 "here"` },
    ],
  ])('of %s', async (flags, expected) => {
    const { tree, options } = workspace(made(flags));
    await recordOptions(tree);
    expect(options()).toMatchObject({ directory: 'hello', ...expected });
  });

  test('of every extension of a workspace, once', async () => {
    const flags = '--strategy backend-callback --provider oidc --image acme/hello --title Hello --port 51234';
    const { tree, options } = workspace(made(flags), 'extensions/hello/ddext-oauth.json');
    await recordOptions(tree);
    expect(options()).toMatchObject({ image: 'acme/hello' });
    const once = fingerprint(tree);
    await recordOptions(tree);
    expect(fingerprint(tree)).toEqual(once);
  });

  test('so that the generators can change it', async () => {
    const { tree } = workspace(
      made('--strategy backend-callback --provider oidc --image acme/hello --title Hello --port 51234'),
    );
    await expect(provider(tree, { provider: 'github' })).rejects.toThrow('names no options; run nx migrate');
    await recordOptions(tree);
    await provider(tree, { provider: 'github' });
    expect(tree.exists('auth/src/providers/github.ts')).toBe(true);
  });

  test.each(['npm create vite', 'pnpm create ddext-oauth hello --unknown x', 'undefined'])(
    'and says so where the command is %s',
    async (command) => {
      const { tree } = workspace(previous(command));
      await expect(recordOptions(tree)).rejects.toThrow(
        'ddext-oauth.json does not hold the command that made the extension; restore it',
      );
    },
  );
});

test('0.1.0 registers the plugin and brings the check, once', async () => {
  const tree = workspaceTree('pnpm-lock.yaml');
  await registerPlugin(tree);
  const once = fingerprint(tree);
  await registerPlugin(tree);
  expect(fingerprint(tree)).toEqual(once);
  expect(JSON.parse(once['nx.json'] ?? '').plugins).toEqual(['@ddext-oauth/nx']);
  expect(Object.keys(JSON.parse(once['package.json'] ?? '').devDependencies)).toEqual(
    expect.arrayContaining(['@ddext-oauth/check', '@ddext-oauth/nx']),
  );
});

test('every migration that is listed has a function and a description', async () => {
  const { generators } = JSON.parse(readFileSync(new URL('../../migrations.json', import.meta.url), 'utf8'));
  const exported: Readonly<Record<string, unknown>> = await import('../generators.ts');
  for (const { implementation, version, description } of Object.values<Record<string, string>>(generators)) {
    expect(implementation).toMatch(/^\.\/dist\/generators\.js#/);
    expect(typeof exported[implementation?.split('#')[1] ?? '']).toBe('function');
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(description).toMatch(/^[A-Z]/);
  }
});
