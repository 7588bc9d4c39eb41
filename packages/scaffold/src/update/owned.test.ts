import { describe, expect, test } from '@jest/globals';
import { regionsOf } from '../merge/regions.ts';
import type { RawOptions } from '../options/options.ts';
import { made } from '../testing/edited-extension.ts';
import { isOwned } from './owned.ts';

describe('files that users edit', () => {
  const edited = (one: RawOptions, other: RawOptions) => {
    const [before, after] = [made(one), made(other)];
    return [...before.keys()].filter((path) => {
      const [old, next] = [before.get(path) ?? '', after.get(path)];
      if (next === undefined || old === next || isOwned(path, old)) return false;
      return regionsOf(old).outside !== regionsOf(next).outside;
    });
  };
  const tab = { strategy: 'extension-tab' };
  const list = 'auth/src/providers/index.ts';

  test.each<[operation: string, before: RawOptions, after: RawOptions, paths: readonly string[]]>([
    ['a provider', { provider: ['oidc'] }, { provider: ['oidc', 'github'] }, [list, 'compose.yaml']],
    [
      'a provider without a backend',
      { ...tab, exchange: 'ui', provider: ['oidc'] },
      { ...tab, exchange: 'ui', provider: ['oidc', 'gitlab'], accept: ['oidc', 'gitlab'] },
      ['auth/src/extension.ts', list],
    ],
    ['the strategy', {}, tab, ['auth/src/extension.ts', 'compose.yaml']],
    ['the redirect', tab, { ...tab, redirect: 'bridge' }, ['auth/src/extension.ts']],
    ['the port', { port: '5000' }, { port: '5001' }, ['auth/src/extension.ts', 'compose.yaml']],
    [
      'the exchange',
      tab,
      { ...tab, exchange: 'ui' },
      [
        ...['Dockerfile', 'auth/package.json', 'auth/src/providers/oidc.ts', 'metadata.json', 'package.json'],
        ...['pnpm-workspace.yaml', 'ui/index.html'],
      ],
    ],
  ])('do not change with %s, except the files that contain the value', (_operation, before, after, paths) => {
    expect(edited(before, after)).toEqual(paths);
    expect(edited(after, before)).toEqual(paths);
  });

  test('name no provider', () => {
    const provider = ['oidc', 'github'];
    const named = [...made({ provider })].filter(
      ([path, text]) => !isOwned(path, text) && /github(?!\.com|usercontent)/i.test(regionsOf(text).outside),
    );
    const paths = named.map(([path]) => path).filter((path) => !path.startsWith('.github/'));
    expect(paths).toEqual(['auth/src/providers/github.ts', list, 'compose.yaml']);
  });
});
