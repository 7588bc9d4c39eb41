import { describe, expect, test } from '@jest/globals';
import type { RawOptions } from '../options/options.ts';
import { readRecord } from '../options/record.ts';
import { extension, made, textOf as text } from '../testing/edited-extension.ts';
import { isOwned } from './owned.ts';
import { regionsOf } from './regions.ts';

describe('an extension without edits', () => {
  test.each<[before: RawOptions, change: RawOptions, after?: RawOptions]>([
    [{ provider: ['oidc'] }, { provider: ['oidc', 'github'] }],
    [{ provider: ['oidc', 'github'] }, { provider: ['github'] }],
    [{ strategy: 'backend-callback' }, { strategy: 'extension-tab' }],
    [{ strategy: 'extension-tab' }, { provider: ['oidc', 'github'], accept: ['oidc'] }],
    [
      { strategy: 'extension-tab', provider: ['oidc', 'auth0'], accept: ['oidc', 'auth0'] },
      { provider: ['oidc'] },
      { strategy: 'extension-tab' },
    ],
    [
      { strategy: 'extension-tab', provider: ['oidc', 'auth0'], accept: ['oidc', 'auth0'] },
      { strategy: 'backend-callback' },
      { provider: ['oidc', 'auth0'] },
    ],
    [
      { strategy: 'extension-tab', provider: ['oidc', 'github'], accept: ['oidc'] },
      { provider: ['oidc', 'github', 'auth0'], accept: ['auth0'] },
      { strategy: 'extension-tab', provider: ['oidc', 'github', 'auth0'], accept: ['oidc', 'auth0'] },
    ],
    [
      { strategy: 'extension-tab', provider: ['oidc', 'auth0'], accept: ['oidc', 'auth0'] },
      { strategy: 'extension-tab', redirect: 'bridge', accept: ['auth0'] },
      {
        ...{ strategy: 'extension-tab', redirect: 'bridge' },
        ...{ provider: ['oidc', 'auth0'], accept: ['oidc', 'auth0'] },
      },
    ],
    [{ strategy: 'extension-tab' }, { strategy: 'extension-tab', redirect: 'bridge' }],
    [{ strategy: 'extension-tab', exchange: 'ui' }, { strategy: 'backend-callback' }, {}],
    [{ strategy: 'backend-callback' }, { strategy: 'extension-tab', exchange: 'ui' }],
  ])('becomes what would have been made: %j to %j', (before, change, after = { ...before, ...change }) => {
    const one = extension(before);
    one.apply(change);
    expect(text(one.files)).toEqual(text(made(after)));
  });

  test('is changed by no second run', () => {
    const one = extension({ provider: ['oidc'] });
    expect([...one.add('github').files.keys()]).toContain('auth/src/providers/github.ts');
    expect([...one.add('github').files.keys()]).toEqual([]);
  });

  test('comes back to where it was when a provider is added and removed', () => {
    const one = extension({ provider: ['oidc'] });
    one.add('github');
    one.remove('github');
    expect(text(one.files)).toEqual(text(made({ provider: ['oidc'] })));
  });

  test('keeps its last provider', () => {
    expect(() => extension({ provider: ['oidc'] }).remove('oidc')).toThrow(
      'oidc is the only provider of this extension; add another one first.',
    );
  });
});

describe('an edited file', () => {
  const index = 'auth/src/providers/index.ts';

  test('stays in the list of providers, with its formatting', () => {
    const one = extension(
      { provider: ['oidc'] },
      {
        [index]: () => `// Ours.
import type { ProviderSettings } from '@ddext-oauth/auth';
import { work } from '../work.ts';
import { oidc } from './oidc.ts';

export const providers: readonly ProviderSettings[] = [
    oidc, // the main one
    work,
];
`,
      },
    );
    one.add('github');
    expect(one.files.get(index)).toBe(`// Ours.
import type { ProviderSettings } from '@ddext-oauth/auth';
import { work } from '../work.ts';
import { github } from './github.ts';
import { oidc } from './oidc.ts';

export const providers: readonly ProviderSettings[] = [
    oidc, // the main one
    work,
    github,
];
`);
    one.remove('oidc');
    expect(one.files.get(index)).toBe(`// Ours.
import type { ProviderSettings } from '@ddext-oauth/auth';
import { work } from '../work.ts';
import { github } from './github.ts';

export const providers: readonly ProviderSettings[] = [
    work,
    github,
];
`);
  });

  test('stays in compose.yaml: values filled in, services and comments of their own', () => {
    const one = extension(
      { provider: ['oidc'] },
      {
        'compose.yaml': (yaml) =>
          yaml
            .replace('OIDC_ISSUER: ""', 'OIDC_ISSUER: https://id.example')
            .replace(
              'OIDC_CLIENT_SECRET_FILE: /data/oidc-client-secret',
              'OIDC_CLIENT_SECRET_FILE: /data/mine # moved',
            )
            .replace('\nvolumes:\n', '\n  cache:\n    image: redis:8 # ours\n\nvolumes:\n'),
      },
    );
    one.add('github');
    const yaml = one.files.get('compose.yaml');
    expect(yaml).toContain('OIDC_ISSUER: https://id.example');
    expect(yaml).toContain('/data/mine # moved');
    expect(yaml).toContain('  cache:\n    image: redis:8 # ours');
    expect(yaml).toContain('GITHUB_CLIENT_ID: ""');
    one.apply({ strategy: 'extension-tab', accept: ['oidc'] });
    expect(one.files.get('compose.yaml')).not.toContain('ports:');
    expect(one.files.get('compose.yaml')).toContain('OIDC_ISSUER: https://id.example');
  });

  test('stays in package.json and in extension.ts', () => {
    const one = extension(
      { strategy: 'backend-callback' },
      {
        'package.json': (json) =>
          json.replace('"type": "module",', '"type": "module",\n  "keywords": ["a", "b"],'),
        'auth/src/extension.ts': (source) =>
          source.replace("title: 'Sign In',", "title: 'Sign In',\n  // Ours.\n"),
      },
    );
    one.apply({ strategy: 'extension-tab', exchange: 'ui' });
    const manifest = one.files.get('package.json') ?? '';
    expect(manifest).toContain('"keywords": ["a", "b"],');
    expect(manifest).not.toContain('--backend');
    const source = one.files.get('auth/src/extension.ts') ?? '';
    expect(source).toContain('  // Ours.\n');
    expect(source).toContain("strategy: 'extension-tab',\n  redirect: 'scheme',");
    expect(source).not.toMatch(/port:/);
  });

  test('stays in the README, around what changes', () => {
    const one = extension(
      { provider: ['oidc'] },
      {
        'README.md': (markdown) =>
          `${markdown.replace('## Register the extension', 'We made this.\n\n## Register the extension')}\n## Ours\n`,
      },
    );
    one.add('github');
    const markdown = one.files.get('README.md') ?? '';
    expect(markdown).toContain('We made this.\n\n## Register the extension');
    expect(markdown).toContain('**GitHub**, at <https://github.com/settings/developers>');
    expect(markdown.endsWith('\n## Ours\n')).toBe(true);
  });

  test('keeps its line breaks', () => {
    const one = extension(
      { provider: ['oidc'] },
      { 'README.md': (markdown) => `${markdown}\nOurs.\n`.replaceAll('\n', '\r\n') },
    );
    one.add('github');
    const markdown = one.files.get('README.md') ?? '';
    expect(markdown).toContain('GitHub');
    expect(markdown.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('files that people edit', () => {
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
  ])('do not change with %s, except where the value itself is', (_operation, before, after, paths) => {
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

describe('a change that conflicts with an edit', () => {
  test('is a conflict that names the region and shows both, and changes nothing', () => {
    const one = extension(
      { strategy: 'backend-callback' },
      { 'AGENTS.md': (markdown) => markdown.replace('id, title, strategy (backend-callback)', 'mine') },
    );
    const { conflicts } = one.plan({ strategy: 'extension-tab' });
    expect(conflicts).toEqual([
      {
        path: 'AGENTS.md',
        cause: 'edit',
        line: expect.any(Number),
        reason: expect.stringMatching(/^AGENTS\.md:\d+: this change .* in the generated region "layout"/),
        collisions: [
          {
            line: expect.any(Number),
            found: expect.stringContaining('mine'),
            wanted: expect.stringContaining('strategy (extension-tab)'),
          },
        ],
      },
    ]);
    expect(one.plan({ strategy: 'extension-tab' }, ['AGENTS.md']).conflicts).toEqual([]);
  });

  test('is a conflict in a file that the generators own, whichever lines were edited', () => {
    const path = 'ui/src/auth-props.ts';
    const one = extension(
      { strategy: 'backend-callback' },
      { [path]: (source) => `${source}export const mine = 1;\n` },
    );
    expect(one.plan({ strategy: 'extension-tab' }).conflicts).toEqual([
      {
        path,
        cause: 'edit',
        line: expect.any(Number),
        reason: expect.stringMatching(
          /^ui\/src\/auth-props\.ts:\d+ is generated as a whole, but contains your edits\./,
        ),
        collisions: [
          {
            line: expect.any(Number),
            found: 'export const mine = 1;\n',
            wanted: expect.stringContaining('takeTabCallback(window)'),
          },
        ],
      },
    ]);
  });

  test('replaces a file that the generators own and a formatter has changed', () => {
    const path = 'ui/src/auth-props.ts';
    const one = extension(
      { strategy: 'backend-callback' },
      { [path]: (source) => source.replaceAll(';', '').replace(/'(@ddext.*?)'/g, '"$1"') },
    );
    one.apply({ strategy: 'extension-tab' });
    expect(one.files.get(path)).toBe(made({ strategy: 'extension-tab' }).get(path));
  });

  test('leaves a region whose markers were removed as it is, with a warning', () => {
    const one = extension(
      { provider: ['oidc'] },
      { 'README.md': (markdown) => markdown.replace(/<!-- ddext-oauth:\w+ registration.*-->\n/g, '') },
    );
    const { conflicts, warnings } = one.plan({ provider: ['oidc', 'github'] });
    expect(conflicts).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^README\.md has no markers "ddext-oauth:begin registration" .*\n\*\*GitHub\*\*/s,
      ),
    ]);
  });

  test.each<[string, Record<string, (text: string) => string>, RawOptions]>([
    [
      'auth/src/providers/index.ts',
      { 'auth/src/providers/index.ts': (s) => s.replace('oidc,', 'oidc && oidc,') },
      { provider: ['github'] },
    ],
    [
      'auth/src/providers/index.ts',
      { 'auth/src/providers/index.ts': (s) => `${s}export const main = oidc;\n` },
      { provider: ['github'] },
    ],
    [
      'auth/src/providers/oidc.ts',
      { 'auth/src/providers/oidc.ts': (s) => `${s}export const mine = 1;\n` },
      { provider: ['github'] },
    ],
  ])('is a conflict in %s (%#)', (path, edits, change) => {
    const { conflicts } = extension({ provider: ['oidc'] }, edits).plan(change);
    expect(conflicts.map((conflict) => conflict.path)).toEqual([path]);
  });

  test('is a conflict where a file is in the way', () => {
    const one = extension({ provider: ['oidc'] });
    one.files.set('auth/src/providers/github.ts', 'export const github = 1;\n');
    expect(one.plan({ provider: ['oidc', 'github'] }).conflicts).toEqual([
      {
        path: 'auth/src/providers/github.ts',
        cause: 'exists',
        reason: 'auth/src/providers/github.ts already exists. Rename or remove it, then try again.',
        collisions: [],
      },
    ]);
  });

  test('skips a file that the user has deleted, with a warning', () => {
    const one = extension({ provider: ['oidc'] });
    one.files.delete('AGENTS.md');
    const { files, warnings } = one.plan({ strategy: 'extension-tab' });
    expect(files.has('AGENTS.md')).toBe(false);
    expect(warnings).toContain(
      'AGENTS.md was deleted and stays deleted. It would describe the change to tools.',
    );
  });
});

describe('a record', () => {
  test.each([
    [undefined, 'record-missing', /^ddext-oauth\.json not found/],
    ['nonsense', 'record-invalid', /is damaged; restore it/],
    ['null', 'record-invalid', /is damaged/],
    ['{"version": "0.1.0", "command": "pnpm create"}', 'record-invalid', /is damaged/],
    ['{"version": "0.1.0", "command": "x", "options": {"provider": "oidc"}}', 'record-invalid', /is damaged/],
  ])('that cannot be used is refused with what to do: %s', (json, code, message) => {
    expect(() => readRecord(json)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
