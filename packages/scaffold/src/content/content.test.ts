import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as prettier from 'prettier';
import { type RawOptions, resolveOptions } from '../options/options.ts';
import { registryPackages } from '../plan/packages.ts';
import { createPlan } from '../plan/plan.ts';
import { temporaryDirectory } from '../testing/directories.ts';
import { made } from '../testing/edited-extension.ts';
import { contentKey, contentTokens, isUnedited } from './content.ts';

const strategies: readonly RawOptions[] = [
  { provider: ['oidc', 'github', 'auth0'] },
  { strategy: 'extension-tab', provider: ['oidc'] },
  { strategy: 'extension-tab', exchange: 'ui', provider: ['oidc'] },
];

/** The files of an extension for each strategy, each text once. */
const generated = strategies
  .flatMap((raw) => {
    const { options } = resolveOptions({ directory: 'sign-in', image: 'acme/sign-in', ...raw });
    return [...createPlan(options, { packages: registryPackages() })].map(
      ([path, text]) => [path, String(text)] as const,
    );
  })
  .filter(
    ([path, text], index, all) => all.findIndex((each) => each[0] === path && each[1] === text) === index,
  );

/** The defaults, and each option with another value in at least one style. Formatting takes most of the time of this file. */
const styles: Readonly<Record<string, prettier.Options>> = {
  'its defaults': {},
  'a width of 120': {
    ...{ printWidth: 120, tabWidth: 4, proseWrap: 'always', objectWrap: 'collapse' },
    ...{ semi: false, singleQuote: true, jsxSingleQuote: true },
  },
  'a width of 60': {
    ...{ printWidth: 60, useTabs: true, proseWrap: 'always', bracketSameLine: true },
    ...{ arrowParens: 'avoid', trailingComma: 'none', bracketSpacing: false },
    ...{ quoteProps: 'consistent', singleAttributePerLine: true },
  },
};

describe.each(Object.entries(styles))('a file formatted by Prettier with %s', (_, style) => {
  test('is unedited', async () => {
    const edited: string[] = [];
    for (const [path, text] of generated) {
      const { inferredParser } = await prettier.getFileInfo(path);
      if (inferredParser === null) continue;
      const formatted = await prettier.format(text, { ...style, filepath: path });
      if (!isUnedited(path, formatted, text)) edited.push(path);
    }
    expect(edited).toEqual([]);
  });
});

test.each([
  ['double quotes', ['--javascript-formatter-quote-style=double', '--jsx-quote-style=single']],
  ['tabs', ['--indent-style=tab', '--semicolons=as-needed', '--quote-properties=preserve']],
  ['4 spaces', ['--indent-width=4', '--line-width=60', '--arrow-parentheses=as-needed']],
  ['no trailing commas', ['--trailing-commas=none', '--bracket-spacing=false', '--line-width=120']],
])('a file formatted by Biome with %s is unedited', async (_, style) => {
  const folder = await temporaryDirectory();
  // A biome.json would be the configuration of its folder.
  const files = generated.filter(([path]) => /\.(tsx?|mjs|json)$/.test(path) && path !== 'biome.json');
  const written = files.map(async ([path, text], index) => {
    const file = join(folder, String(index), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return { file, path, text };
  });
  const all = await Promise.all(written);
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const { status, stderr } = spawnSync(process.execPath, [biome, 'format', '--write', ...style, '.'], {
    cwd: folder,
    env: { ...process.env, BIOME_CONFIG_PATH: undefined },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const formatted = all.map(async ({ file, path, text }) => {
    const now = await readFile(file, 'utf8');
    return { path, changed: now !== text, unedited: isUnedited(path, now, text) };
  });
  const results = await Promise.all(formatted);
  expect(results.filter(({ changed }) => changed).length).toBeGreaterThan(5);
  expect(results.filter(({ unedited }) => !unedited)).toEqual([]);
});

test.each<[string, (text: string) => string]>([
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text) => `\uFEFF${text}`],
  ['no final newline', (text) => text.replace(/\n$/, '')],
  ['blank lines at its end', (text) => `${text}\n\n`],
])('a file with %s is unedited', (_, edit) => {
  for (const [path, text] of generated) {
    expect([path, isUnedited(path, edit(text), text)]).toEqual([path, true]);
  }
});

test('a change of any token is an edit', () => {
  // One text for each path: the others differ from it in a few lines.
  for (const [path, text] of new Map(generated)) {
    if (path.endsWith('.svg')) continue;
    const tokens = contentTokens(path, text).filter(({ start, end }) => end > start);
    const before = contentKey(path, text);
    // Every seventh token, because each change is compared with the whole file.
    const changes = tokens.filter((_, index) => index % 7 === 0);
    const unnoticed = changes.filter(({ start, end }) => {
      const changed = `${text.slice(0, start)}${text.slice(end)}`;
      return contentKey(path, changed) === before;
    });
    expect([path, unnoticed.map(({ key }) => key)]).toEqual([path, []]);
  }
});

test('the tokens are in the text, in order', () => {
  for (const [path, text] of generated) {
    let position = 0;
    const misplaced: string[] = [];
    for (const { key, start, end } of contentTokens(path, text)) {
      if (start < position || end < start) misplaced.push(key);
      position = end;
    }
    expect([path, misplaced]).toEqual([path, []]);
    expect(position).toBeLessThanOrEqual(text.length);
  }
});

test.each([
  ['a.ts', 'f((a, b));', 'f(a, b);'],
  ['a.ts', '(a + b) * c;', 'a + b * c;'],
  ['a.ts', '() => (a ? b : c).d;', '() => a ? b : c.d;'],
  ['a.ts', '() => (a ? b : c) as D;', '() => a ? b : c as D;'],
  ['a.ts', 'f(() => (a, b ? c : d));', 'f(() => a, b ? c : d);'],
  ['a.ts', 'return (a && b).c;', 'return a && b.c;'],
  ['a.ts', "'a';", "'b';"],
  ['a.ts', 'a; // why', 'a;'],
  ['a.ts', 'x ? "a" : b', 'x ? a : b'],
  ['a.ts', '`a`', "'a'"],
  ['a.ts', '[,]', '[]'],
  ['a.ts', "'\\u0041\\n'", "'B\\n'"],
  ['a.tsx', '<p>a <b /></p>', '<p>a<b /></p>'],
  ['a.tsx', '<p>it\'s "a" b</p>', '<p>it\'s "a b</p>'],
  ['a.json', '{"a": 1}', '{"a": "1"}'],
  ['a.json', '[1, 2]', '[2, 1]'],
  ['a.yaml', 'a:\n  b: 1\nc: 2\n', 'a:\n  b: 1\n  c: 2\n'],
  ['a.yaml', 'a: "5"\n', 'a: 5\n'],
  ['a.yaml', 'a: |\n  b\n   c\n', 'a: |\n  b\n  c\n'],
  ['a.yaml', '- a\n- - b\n', '- a\n- b\n'],
  ['a.yaml', 'a: b # why\n', 'a: b\n'],
  ['a.md', '```\na  b\n```\n', '```\na b\n```\n'],
  ['a.md', '# a', 'a'],
  ['.env', 'A=1\nB=2\n', 'A=1\n\nB=2\n'],
])('%s: %j is not %j', (path, one, other) => {
  expect(isUnedited(path, one, other)).toBe(false);
});

test.each([
  ['a.ts', "'it\\'s'", '"it\'s"'],
  ['a.ts', "'\\x41'", '"A"'],
  ['a.ts', 'type A =\n  | B\n  | C;', 'type A = B | C'],
  ['a.ts', '/**\n * a\n *  b\n */', '  /**\n   * a b */'],
  ['a.ts', 'f(() => (a(1, 2) ? b : c));\nd();', 'f(() =>\n  a(1, 2)\n    ? b\n    : c\n);\nd();'],
  ['a.ts', 'if (a) {\n  return (\n    b && c\n  );\n}', 'if (a) { return b && c }'],
  ['a.ts', 'const a = () => (b ? c : d);\nconst e = 1;', 'const a = () =>\n  b ? c : d\nconst e = 1'],
  ['a.ts', "f({\n  // c\n  'a': 1\n})", 'f({\n  // c\n  a: 1,\n})'],
  ['a.tsx', '<p>\n  a b{" "}\n  <i>c</i>\n</p>', '<p>a b <i>c</i></p>'],
  ['a.tsx', 'const a = (\n  <b c="d" />\n);', "const a = <b c='d' />"],
  ['a.yaml', "a: 'b'\nc:\n- 1\n- d: 2\n  e: 3\n", 'a: "b"\nc:\n    - 1\n    - d: 2\n      e: 3\n'],
  ['a.yaml', 'a: { b: 1, c: [1, 2] }\n', 'a: {\n  b: 1,\n  c: [1,2,],\n}\n'],
  ['a.yaml', "a: it's   b\n\n\nc: http://d:80/#e\n", "a: it's b\nc: http://d:80/#e"],
  ['a.md', '* a\n* b *c* **d**\n', '- a\n- b _c_ __d__\n'],
  ['a.html', "<!DOCTYPE html><meta a='b'>", '<!doctype html>\n<meta a="b" />\n'],
])('%s: %j is %j', (path, one, other) => {
  expect(isUnedited(path, one, other)).toBe(true);
});

test('the tokens of a text are in its order, and do not overlap', () => {
  for (const [path, text] of made({ provider: ['oidc', 'github'] })) {
    const ends = contentTokens(path, text).flatMap(({ start, end }) => [start, end]);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  }
});
