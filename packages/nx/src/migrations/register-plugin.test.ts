import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fingerprint, workspaceTree } from '../testing/tree.ts';
import { registerPlugin } from './register-plugin.ts';

describe('the migration 0-1-0-register-plugin', () => {
  test('registers the plugin in nx.json and adds the packages that its targets run', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    await registerPlugin(tree);
    const { 'nx.json': nx = '', 'package.json': manifest = '' } = fingerprint(tree);
    expect(JSON.parse(nx).plugins).toEqual(['@ddext-oauth/nx']);
    expect(Object.keys(JSON.parse(manifest).devDependencies)).toEqual(
      expect.arrayContaining(['@ddext-oauth/check', '@ddext-oauth/nx']),
    );
  });

  test('changes nothing when it runs a second time', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    await registerPlugin(tree);
    const once = fingerprint(tree);
    await registerPlugin(tree);
    expect(fingerprint(tree)).toEqual(once);
  });
});

test('migrations.json names an exported function, a version and a description for each migration', async () => {
  const { generators } = JSON.parse(readFileSync(new URL('../../migrations.json', import.meta.url), 'utf8'));
  const exported: Readonly<Record<string, unknown>> = await import('../generators.ts');
  for (const { implementation, version, description } of Object.values<Record<string, string>>(generators)) {
    expect(implementation).toMatch(/^\.\/dist\/generators\.js#/);
    expect(typeof exported[implementation?.split('#')[1] ?? '']).toBe('function');
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(description).toMatch(/^[A-Z]/);
  }
});
