import { posix } from 'node:path';
import { type Options, redirectUris, resolveOptions } from '@ddext-oauth/scaffold';
import { readRecord, recordPath } from '@ddext-oauth/scaffold/change';
import devkit, { type Tree } from 'nx/src/devkit-exports.js';

/** What the template of before wrote, and what takes its place. */
type Passage = readonly [before: string, after: string];

interface StaleTest {
  readonly path: string;
  /** In every file that was not brought up to date. */
  readonly mark: string;
  readonly passages: (options: Options, text: string) => readonly Passage[];
  /** What a person does who has changed such a passage. */
  readonly advice: string;
}

const tests: readonly StaleTest[] = [
  {
    path: 'auth/src/extension.test.ts',
    mark: 'redirectUriOf(extension)',
    passages: redirectUriPassages,
    advice: 'call redirectUriOf(extension, provider) with each provider there',
  },
  {
    path: 'backend/src/backend.test.ts',
    mark: '({ id }: { id: string }) => id)).toEqual([',
    passages: providerPassages,
    advice: 'compare the list with providers.map(({ id }) => id) there',
  },
];

/**
 * 0.1.0: some providers take another spelling of the redirect URI, so `redirectUriOf` asks which it is for, and a list of
 * providers in a test is the list that the extension has. The generated tests are brought up to date passage by passage; the
 * rest of each may be anything.
 */
export async function renewTests(tree: Tree): Promise<void> {
  for (const record of await devkit.globAsync(tree, [recordPath, `**/${recordPath}`])) {
    const { options } = resolveOptions(readRecord(tree.read(record, 'utf8') ?? undefined).options);
    for (const test of tests) renew(tree, posix.join(posix.dirname(record), test.path), test, options);
  }
}

function renew(tree: Tree, path: string, { mark, passages, advice }: StaleTest, options: Options): void {
  const text = tree.exists(path) ? (tree.read(path, 'utf8') ?? '') : '';
  if (!text.includes(mark)) return;
  const all = passages(options, text);
  if (all.every(([before]) => text.includes(before))) {
    tree.write(
      path,
      all.reduce((changed, [before, after]) => changed.replace(before, () => after), text),
    );
  } else {
    devkit.logger.warn(`${path} was changed and is left as it is; ${advice}.`);
  }
}

function redirectUriPassages(options: Options): readonly Passage[] {
  const uris = redirectUris(options);
  const rows = uris.flatMap(({ uri, providers }) => providers.map(({ id }) => `  '${id}': '${uri}',\n`));
  // All providers had one.
  const shared = uris[0].uri.replace(/(\/callback)\/[^/]+$/, '$1');
  return [
    [
      `const registered = '${shared}';`,
      `// biome-ignore format: as long as the names in it.\nconst registered: Record<string, string> = {\n${rows.join('')}};`,
    ],
    [
      'expect(redirectUriOf(extension)).toBe(registered);',
      'const uris = providers.map((provider) => [provider.id, redirectUriOf(extension, provider)]);\n  expect(Object.fromEntries(uris)).toEqual(registered);',
    ],
    [
      "expect(read('README.md')).toContain(redirectUriOf(extension));",
      "for (const provider of providers) expect(read('README.md')).toContain(redirectUriOf(extension, provider));",
    ],
  ];
}

function providerPassages({ name, providers }: Options, text: string): readonly Passage[] {
  const ids = providers.map(({ id }) => `'${id}'`).join(', ');
  const backend = "import { createBackend } from './backend.ts';";
  const list = `import { providers } from '@${name}/auth/providers';`;
  return [
    [`.toEqual([${ids}])`, '.toEqual(providers.map(({ id }) => id))'],
    ...(text.includes(list) ? [] : [[backend, `${list}\n${backend}`] as const]),
  ];
}
