import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '../../dev/environment.mjs';
import { architectureProse, avoided, avoidedIn, proseOf } from './glossary.ts';
import { messagesIn } from './messages.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const isManifest = (name: string) => /^(package|generators|migrations)\.json$/.test(name);
const descriptionsIn = (json: string) => json.match(/"description": ".*"/g)?.join('\n') ?? '';
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name));

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...filesIn('docs').filter((path) => path.endsWith('.md')),
  ...filesIn('.changeset').filter((path) => path.endsWith('.md')),
  ...packages.flatMap((folder) => ['README.md', 'CHANGELOG.md'].map((name) => join(folder, name))),
];
const manifests = packages.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter(isManifest)
    .map((name) => join(folder, name)),
);
const templates = filesIn('templates');
const templatePages = templates.filter((path) => path.endsWith('.md.hbs'));
const otherTemplates = templates.filter(
  (path) => /\.\w+$/.test(path) && !path.endsWith('.md.hbs') && !path.endsWith('/LICENSE.hbs'),
);
const isShipped = (path: string) =>
  /\.tsx?$/.test(path) &&
  !/\.(test|fixture|generated)\.|\/(testing|contract|conformance|faults)\//.test(path);
const sources = packages
  .map((folder) => join(folder, 'src'))
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap(filesIn)
  .filter(isShipped);

const messagesOf = (path: string): readonly [string, string] => [
  path,
  messagesIn(path, read(path)).join('\n'),
];
const texts = new Map<string, string>([
  ['ARCHITECTURE.md', proseOf(architectureProse)],
  ...[...pages, ...templatePages].map((path) => [path, proseOf(read(path))] as const),
  ...manifests.map((path) => [path, descriptionsIn(read(path))] as const),
  ...otherTemplates.map((path) => [path, read(path)] as const),
  ...sources.map(messagesOf),
]);
const findings = new Map([...texts].map(([path, text]) => [path, avoidedIn(text)]));

describe('the glossary of ARCHITECTURE.md', () => {
  test('has a column of phrases to avoid', () => {
    expect(avoided.length).toBeGreaterThan(50);
    expect(avoided.map(({ phrase }) => phrase)).toEqual(expect.arrayContaining(['mend*', 'to the letter']));
  });

  test.each([
    ['Mended to the\nletter.', ['to the letter', 'mend*']],
    ['Recommended by the amendment, word for word.', []],
    ['An out-of-order delivery, a hands-on guide.', []],
  ])('%j avoids all but %j', (text, phrases) => {
    expect(avoidedIn(text)).toEqual(phrases);
  });

  test('does not apply to quoted names and messages in Markdown', () => {
    expect(proseOf('Run `pnpm mend`, see [rule](mend.md), "Mend it".')).toBe('Run , see [rule], .');
  });
});

test('messages are string literals, templates and JSX text with more than one word', () => {
  const source = `import a from 'one two'; const b = 'id'; const c = \`\${b} is not \${b}\`; <p title="A title">Some text</p>;`;
  expect(messagesIn('a.tsx', source)).toEqual(['… is not …', 'A title', 'Some text']);
});

describe('the terms that the glossary avoids', () => {
  test('are searched in documentation, templates and sources', () => {
    expect(pages.length).toBeGreaterThan(20);
    expect(manifests.length).toBeGreaterThan(6);
    expect(templatePages.length).toBeGreaterThan(1);
    expect(otherTemplates.length).toBeGreaterThan(40);
    expect(sources.length).toBeGreaterThan(200);
  });

  test('are not in documentation, templates, UI texts and messages', () => {
    const offending = [...findings].filter(([, phrases]) => phrases.length > 0);
    expect(Object.fromEntries(offending)).toEqual({});
  });
});
