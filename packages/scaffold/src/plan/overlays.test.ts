import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { type RawOptions, resolveOptions } from '../options/options.ts';
import { templateContext } from './context.ts';
import { overlays } from './overlays.ts';
import { registryPackages } from './packages.ts';
import { createPlan } from './plan.ts';
import { targetPath } from './target-path.ts';

interface Sample {
  readonly folder: string;
  /** Options that apply the overlay, and options that do not. */
  readonly laid: RawOptions;
  readonly left: RawOptions;
}

const workspace = { path: 'extensions/hello', packageManager: 'pnpm', biome: false } as const;
const samples: readonly Sample[] = [
  { folder: '+workspace', laid: {}, left: { workspace } },
  { folder: '+shared', laid: { workspace }, left: {} },
  { folder: '+shared-biome', laid: { workspace: { ...workspace, biome: true } }, left: { workspace } },
  {
    folder: '+backend',
    laid: { strategy: 'extension-tab' },
    left: { strategy: 'extension-tab', exchange: 'ui' },
  },
  {
    folder: '+backend-callback',
    laid: { strategy: 'backend-callback' },
    left: { strategy: 'extension-tab' },
  },
  { folder: '+example', laid: {}, left: { bare: true } },
  {
    folder: '+example-backend',
    laid: {},
    left: { strategy: 'extension-tab', exchange: 'ui' },
  },
  { folder: '+license-mit', laid: { license: 'MIT' }, left: { license: 'UNLICENSED' } },
  { folder: '+license-apache', laid: { license: 'Apache-2.0' }, left: {} },
  { folder: '+extension-tab', laid: { strategy: 'extension-tab' }, left: { strategy: 'backend-callback' } },
];

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const optionsOf = (raw: RawOptions) =>
  resolveOptions({ directory: 'hello', provider: ['oidc'], ...raw }).options;

/** The files that a folder of templates generates, without its partials. */
function filesOf(folder: string, context: object): string[] {
  return readdirSync(here(`../../../../templates/${folder}`), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').split(`/${folder}/`)[1] ?? '')
    .filter((path) => !path.startsWith('_partials/'))
    .map((path) => targetPath(path.replace(/\.hbs$/, ''), context));
}

test('every overlay has a sample', () => {
  const folders = overlays.map(({ folder }) => folder).filter((folder) => folder.startsWith('+'));
  expect(samples.map(({ folder }) => folder).sort()).toEqual(folders.sort());
});

test.each(samples)('$folder is applied only with its option', ({ folder, laid, left }) => {
  const packages = registryPackages();
  const applies = (raw: RawOptions) =>
    overlays.find((each) => each.folder === folder)?.applies(templateContext(optionsOf(raw), packages));
  expect([applies(laid), applies(left)]).toEqual([true, false]);
  const files = filesOf(folder, templateContext(optionsOf(laid), packages));
  expect([...createPlan(optionsOf(laid), { packages }).keys()]).toEqual(expect.arrayContaining(files));
});

test.each(samples)('$folder has files, and is in the table of the README', ({ folder }) => {
  expect(readdirSync(here(`../../../../templates/${folder}`))).not.toEqual([]);
  const rows = readFileSync(here('../../README.md'), 'utf8').match(/^\| `\+.*$/gm) ?? [];
  expect(rows.join('\n')).toContain(`\`${folder}/\``);
});
