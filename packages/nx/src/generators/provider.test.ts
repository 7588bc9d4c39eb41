import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Tree } from '../devkit.ts';
import { fingerprint, workspaceTree } from '../testing/tree.ts';
import { extension } from './extension.ts';
import { provider, removeProvider } from './provider.ts';

const root = 'extensions/hello';
let tree: Tree;
const read = (path: string) => tree.read(`${root}/${path}`, 'utf8') ?? '';
const edit = (path: string, change: (text: string) => string) =>
  tree.write(`${root}/${path}`, change(read(path)));

beforeEach(async () => {
  tree = workspaceTree('pnpm-lock.yaml');
  await extension(tree, { directory: root, image: 'acme/hello' });
});

describe('adding a provider', () => {
  test('adds its file, and entries in all files that list providers', async () => {
    await provider(tree, { provider: 'github' });
    expect(read('auth/src/providers/github.ts')).toContain("id: 'github'");
    expect(read('auth/src/providers/index.ts')).toContain('  oidc,\n  github,\n];');
    expect(read('.env.example')).toContain('GITHUB_CLIENT_ID=');
    expect(read('compose.yaml')).toContain('GITHUB_CLIENT_ID: ""');
    expect(read('README.md')).toContain('**GitHub**, at <https://github.com/settings/developers>');
    expect(read('auth/src/registered-redirect-uris.ts')).toContain('/callback/github');
    expect(JSON.parse(read('ddext-oauth.json')).options.provider).toEqual(['oidc', 'github']);
  });

  test('adds settings to it and to an existing one, which stay until the provider is removed', async () => {
    await provider(tree, { provider: 'zitadel', dpop: ['zitadel'], privateKeyJwt: ['zitadel'] });
    await provider(tree, { provider: 'oidc', par: ['oidc'], dpop: ['oidc'] });
    await provider(tree, { provider: 'github' });
    expect(read('auth/src/providers/zitadel.ts')).toContain("clientKey: { variable: 'ZITADEL_CLIENT_KEY' }");
    expect(read('auth/src/providers/oidc.ts')).toMatch(/pushedAuthorization: true,\n.*\n {2}dpop: true/);
    const recorded = () => JSON.parse(read('ddext-oauth.json')).options;
    expect(recorded()).toMatchObject({
      ...{ privateKeyJwt: ['zitadel'], par: ['oidc'], dpop: ['oidc', 'zitadel'] },
    });
    await removeProvider(tree, { provider: 'zitadel' });
    expect(recorded()).toMatchObject({ par: ['oidc'], dpop: ['oidc'] });
    expect(recorded()).not.toHaveProperty('privateKeyJwt');
  });

  test('with the method token lets users paste a key, also of a provider with OAuth, and back', async () => {
    const before = fingerprint(tree);
    await provider(tree, { provider: 'github', method: 'token' });
    await provider(tree, { provider: 'grafana', method: 'token' });
    expect(read('auth/src/keys.ts')).toContain("id: 'github',\n    method: methods.githubKey,");
    expect(read('auth/src/keys.ts')).toContain("parameters: {\n      host: { variable: 'GRAFANA_HOST' },");
    expect(read('.env.example')).toContain('GRAFANA_HOST=');
    expect(read('compose.yaml')).toContain('GRAFANA_HOST: ""');
    expect(JSON.parse(read('ddext-oauth.json')).options).toMatchObject({
      provider: ['oidc'],
      token: ['github', 'grafana'],
    });
    await provider(tree, { provider: 'github' });
    expect(read('auth/src/keys.ts')).toContain("id: 'github'");
    await removeProvider(tree, { provider: 'github' });
    await removeProvider(tree, { provider: 'github', method: 'token' });
    await removeProvider(tree, { provider: 'grafana', method: 'token' });
    expect(fingerprint(tree)).toEqual(before);
  });

  test('changes nothing the second time', async () => {
    await provider(tree, { provider: 'github' });
    const once = fingerprint(tree);
    await provider(tree, { provider: 'github' });
    expect(fingerprint(tree)).toEqual(once);
  });

  test('keeps the edits of the user', async () => {
    edit('auth/src/providers/index.ts', (text) => `// Ours.\n${text}`);
    edit('compose.yaml', (text) => text.replace('OIDC_ISSUER: ""', 'OIDC_ISSUER: https://id.example # ours'));
    await provider(tree, { provider: 'github' });
    expect(read('auth/src/providers/index.ts')).toMatch(/^\/\/ Ours\.\n.* {2}oidc,\n {2}github,\n\];/s);
    expect(read('compose.yaml')).toContain('OIDC_ISSUER: https://id.example # ours');
  });

  test('that conflicts with an edit shows it, and writes nothing', async () => {
    edit('auth/src/providers/index.ts', (text) =>
      text.replace(/\[\n[\s\S]*\];/, 'Object.values({ oidc }).reverse();'),
    );
    const before = fingerprint(tree);
    await expect(provider(tree, { provider: 'github' })).rejects.toThrow(
      /Nothing is written, because .*auth\/src\/providers\/index\.ts:\d+: this change conflicts with your edits.*Yours.*reverse\(\).*--skip=auth\/src\/providers\/index\.ts/s,
    );
    expect(fingerprint(tree)).toEqual(before);
    await provider(tree, { provider: 'github', skip: ['auth/src/providers/index.ts'] });
    expect(read('auth/src/providers/index.ts')).toContain('.reverse();');
    expect(read('auth/src/providers/github.ts')).toContain("id: 'github'");
  });
});

describe('removing a provider', () => {
  test('removes all of its files and entries', async () => {
    const before = fingerprint(tree);
    await provider(tree, { provider: 'github' });
    await removeProvider(tree, { provider: 'github' });
    expect(fingerprint(tree)).toEqual(before);
    await removeProvider(tree, { provider: 'github' });
    expect(fingerprint(tree)).toEqual(before);
  });

  test('removes the last one if users can paste a key, and all OAuth code with it', async () => {
    await provider(tree, { provider: 'docker-hub', method: 'token' });
    await removeProvider(tree, { provider: 'oidc' });
    expect(read('auth/src/extension.ts')).toContain("strategy: 'none'");
    expect(read('compose.yaml')).not.toMatch(/ports:|environment:|OIDC/);
    expect(read('backend/src/backend.ts')).not.toContain('callback');
    for (const path of ['auth/src/providers/oidc.ts', 'auth/src/registered-redirect-uris.ts'])
      expect([path, tree.exists(`${root}/${path}`)]).toEqual([path, false]);
    await expect(removeProvider(tree, { provider: 'docker-hub', method: 'token' })).rejects.toThrow(
      'docker-hub is the only provider of this extension; add another one first.',
    );
    await provider(tree, { provider: 'github' });
    expect(read('compose.yaml')).toMatch(/ports:\n.*GITHUB_CLIENT_ID: ""/s);
    expect(read('auth/src/extension.ts')).toContain("strategy: 'backend-callback'");
    expect(JSON.parse(read('ddext-oauth.json')).options).toMatchObject({
      provider: ['github'],
      token: ['docker-hub'],
    });
  });

  test('keeps the last one', async () => {
    await expect(removeProvider(tree, { provider: 'oidc' })).rejects.toThrow(
      'oidc is the only provider of this extension; add another one first.',
    );
  });

  test('does not delete a file with edits', async () => {
    await provider(tree, { provider: 'github' });
    edit('auth/src/providers/github.ts', (text) => `${text}export const ours = 1;\n`);
    await expect(removeProvider(tree, { provider: 'github' })).rejects.toThrow(
      /github\.ts:\d+: this change deletes the file, and your edits with it.*export const ours = 1;/s,
    );
  });
});

describe('the extension', () => {
  test.each(['hello', 'extensions/hello', './extensions/hello/'])(
    'is selected by name or folder: %s',
    async (project) => {
      await extension(tree, { directory: 'extensions/other' });
      await provider(tree, { provider: 'github', project });
      expect(tree.exists(`${root}/auth/src/providers/github.ts`)).toBe(true);
      expect(tree.exists('extensions/other/auth/src/providers/github.ts')).toBe(false);
    },
  );

  test('is required if there are several', async () => {
    await extension(tree, { directory: 'extensions/other' });
    await expect(provider(tree, { provider: 'github' })).rejects.toThrow(
      'This workspace contains 2 extensions; select one with --project: hello, other.',
    );
  });

  test('must exist', async () => {
    await expect(provider(tree, { provider: 'github', project: 'hallo' })).rejects.toThrow(
      'Unknown extension "hallo"; this workspace contains hello.',
    );
    await expect(provider(workspaceTree('pnpm-lock.yaml'), { provider: 'github' })).rejects.toThrow(
      'This workspace contains no extension (no ddext-oauth.json); create one with: nx generate',
    );
  });
});
