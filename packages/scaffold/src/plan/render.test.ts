import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalog } from '@ddext-oauth/providers/catalog';
import { expect, test } from '@jest/globals';
import Handlebars from 'handlebars';
import { parseTemplate } from '../../parse-template.mjs';
import { readTemplates } from '../../read-templates.mjs';
import { type RawOptions, resolveOptions } from '../options/options.ts';
import { templateContext } from './context.ts';
import { helpers } from './helpers.ts';
import { overlays } from './overlays.ts';
import { registryPackages } from './packages.ts';
import { render } from './render.ts';

const directory = fileURLToPath(new URL('../../../../templates/', import.meta.url));
const templates = await readTemplates(directory);
const source = (path: string) => readFileSync(`${directory}${path}.hbs`, 'utf8');

const tab = { strategy: 'extension-tab' };
const workspace = { path: 'extensions/hello', packageManager: 'npm', biome: false } as const;
const combinations: readonly RawOptions[] = [
  { provider: catalog.map(({ id }) => id) },
  { provider: ['oidc'] },
  { ...tab, provider: ['oidc', 'keycloak'], accept: ['oidc', 'keycloak'] },
  { ...tab, redirect: 'bridge' },
  { ...tab, exchange: 'ui' },
  { key: 'keychain' },
  { ...tab, key: 'keychain-or-page' },
  { workspace },
  { ...tab, workspace: { ...workspace, packageManager: 'pnpm', biome: true } },
];

const registry = registryPackages();
const vendored = registry.map((each) => ({
  ...each,
  tarball: { path: `vendor/${each.name.length}.tgz`, content: Buffer.of() },
}));

/** Renders with Handlebars, without our renderer. */
function byHandlebars(text: string, context: object, partials: Readonly<Record<string, string>>): string {
  const options = { noEscape: true, strict: true };
  const compiled = Object.entries(partials).map(([name, partial]) => [
    name,
    Handlebars.compile(partial, options),
  ]);
  return Handlebars.compile(text, options)(context, {
    helpers: helpers as Record<string, Handlebars.HelperDelegate>,
    partials: Object.fromEntries(compiled),
  });
}

test.each(combinations)('every template is rendered as Handlebars renders it, for %j', (raw) => {
  const { options } = resolveOptions({ directory: 'hello', title: `Say "hi" & 'ü'`, ...raw });
  let compared = 0;
  for (const packages of [registry, vendored]) {
    const context = templateContext(options, packages);
    const applied = overlays.filter(({ folder, applies }) => templates[folder] && applies(context));
    const partials = Object.assign({}, ...applied.map(({ folder }) => templates[folder]?.partials));
    const findPartial = (name: string) => partials[name];
    const texts = Object.assign({}, ...applied.map(({ folder }) => partialTexts(folder)));
    for (const { folder, contexts } of applied) {
      for (const { path, language, content } of templates[folder]?.files ?? []) {
        if (typeof content === 'string') continue;
        for (const each of contexts(context)) {
          const expected = byHandlebars(source(`${folder}/${path}`), each, texts);
          expect({ path, text: render(content, each, findPartial, language) }).toEqual({
            path,
            text: expected,
          });
          compared += 1;
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(30);
});

function partialTexts(folder: string): Record<string, string> {
  const names = Object.keys(templates[folder]?.partials ?? {});
  return Object.fromEntries(names.map((name) => [name, source(`${folder}/_partials/${name}`)]));
}

const context = {
  yes: true,
  no: false,
  none: null,
  some: ['a', 'b'],
  empty: [],
  inner: { list: [{ n: 1 }] },
};

test.each([
  '{{#if yes}}1{{else}}2{{/if}}{{#if no}}3{{else if yes}}4{{/if}}{{#unless missing}}5{{/unless}}',
  '{{#if empty}}1{{else}}2{{/if}}{{#each empty}}x{{else}}none{{/each}}',
  '[{{#each some}}{{#if @first}}first{{/if}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}]',
  '{{#each inner.list}}\n  {{n}}\n{{/each}}\n{{none}}.{{no}}\n',
  '  {{> part}}\nand {{> part yes=false word="w"}}',
  '{{!-- nothing --}}\n{{#if (eq yes true)}}\n{{~json some~}} \n{{/if}}',
])('a supported expression is rendered as Handlebars renders it: %j', (text) => {
  const part = '{{#if yes}}yes{{else}}no {{word}}{{/if}}\n\nend\n';
  const ours = render(parseTemplate(text, 'a test'), context, () => parseTemplate(part, 'a test'), 'text');
  expect(ours).toBe(byHandlebars(text, context, { part }));
});

test.each([
  ['{{#with inner}}{{/with}}', 'a test: unknown block {{#with}}'],
  ['{{#each some}}{{../yes}}{{/each}}', 'a test: ../yes refers outside of its block'],
  ['{{> part inner}}', 'a test: {{> part}} supports name=value only'],
  [
    'a\n{{#> part}}{{/part}}',
    'a test: a PartialBlockStatement in line 2 is not rendered by src/plan/render.ts',
  ],
  ['{{#if yes}}', 'a test: Parse error on line 1'],
])('an unsupported expression fails the build: %j', (text, message) => {
  expect(() => parseTemplate(text, 'a test')).toThrow(message);
});
