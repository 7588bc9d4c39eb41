import { readFileSync } from 'node:fs';
import { createPlan, registryPackages, resolveOptions } from '@ddext-oauth/scaffold';
import { readRecord } from '@ddext-oauth/scaffold/change';
import { describe, expect, test } from '@jest/globals';
import { provider } from '../generators/provider.ts';
import { filesOf, fingerprint, workspaceTree } from '../testing/tree.ts';
import { recordOptions } from './record-options.ts';
import { registerPlugin } from './register-plugin.ts';
import { renewTests } from './renew-tests.ts';
import { renewUi } from './renew-ui.ts';

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

describe('0.1.0 renews a test', () => {
  const flags =
    '--strategy backend-callback --provider oidc --provider github --image acme/hello --title Hello --port 51234';
  const path = 'auth/src/extension.test.ts';
  const generated = `const registered = 'http://127.0.0.1:51234/callback';
expect(redirectUriOf(extension)).toBe(registered);
expect(read('README.md')).toContain(redirectUriOf(extension));
`;
  const migrated = async (text: string) => {
    const { tree } = workspace(made(flags));
    tree.write(path, text);
    await recordOptions(tree);
    await renewTests(tree);
    return tree.read(path, 'utf8');
  };

  test('that asks for one redirect URI, whatever stands beside it', async () => {
    const text = await migrated(`${generated}// Ours.\n`);
    expect(text).toContain(`  'github': 'http://127.0.0.1:51234/callback/github',\n};`);
    expect(text).toContain('redirectUriOf(extension, provider)');
    expect(text).not.toContain('redirectUriOf(extension)');
    expect(text).toMatch(/\/\/ Ours\.\n$/);
    expect(await migrated(text ?? '')).toBe(text);
  });

  test.each(['callback', 'tab'])('that lists the providers (%s)', async (way) => {
    const imported = "import { providers } from '@hello/auth/providers';\n";
    const before = (ids: string) =>
      `import { createBackend } from './backend.ts';\nexpect(value.providers.map(({ id }: { id: string }) => id)).toEqual(${ids});\n`;
    const { tree } = workspace(made(flags));
    const file = 'backend/src/backend.test.ts';
    tree.write(file, (way === 'tab' ? '' : imported) + before("['oidc', 'github']"));
    await recordOptions(tree);
    await renewTests(tree);
    expect(tree.read(file, 'utf8')).toBe(imported + before('providers.map(({ id }) => id)'));
  });

  test('and leaves it where a person has changed that', async () => {
    const changed = generated.replace('toBe(registered)', 'toMatch(registered)');
    expect(await migrated(changed)).toBe(changed);
  });
});

describe('0.1.0 renews the UI', () => {
  const previousTemplate: Record<string, string> = JSON.parse(
    readFileSync(new URL('testing/previous-template.json', import.meta.url), 'utf8'),
  );
  async function migrated(edits: Record<string, string> = {}) {
    const tree = workspaceTree('pnpm-lock.yaml');
    for (const [path, text] of Object.entries({ ...previousTemplate, ...edits })) tree.write(path, text);
    await recordOptions(tree);
    await renewUi(tree);
    return tree;
  }

  test('where nobody has touched it', async () => {
    const tree = await migrated();
    const { options } = resolveOptions(readRecord(tree.read('ddext-oauth.json', 'utf8') ?? '').options);
    const plan = createPlan(options, { packages: registryPackages() });
    for (const path of filesOf(tree, 'ui/src')) {
      expect([path, tree.read(path, 'utf8')]).toEqual([path, plan.get(path)]);
    }
    const once = fingerprint(tree);
    await renewUi(tree);
    expect(fingerprint(tree)).toEqual(once);
  });

  test('and leaves all of it where a person has changed a file', async () => {
    const path = 'ui/src/SignIn.tsx';
    const tree = await migrated({ [path]: `${previousTemplate[path]}// Ours.\n` });
    expect(tree.read(path, 'utf8')).toContain('// Ours.');
    for (const file of filesOf(tree, 'ui/src').filter((file) => file !== path)) {
      expect([file, tree.read(file, 'utf8')]).toEqual([file, previousTemplate[file]]);
    }
  });
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
