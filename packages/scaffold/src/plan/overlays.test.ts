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
  readonly enabled: RawOptions;
  readonly disabled: RawOptions;
}

const workspace = { path: 'extensions/hello', packageManager: 'pnpm', biome: false } as const;
const keysOnly = { provider: undefined, token: ['docker-hub'] };
const samples: readonly Sample[] = [
  { folder: '+workspace', enabled: {}, disabled: { workspace } },
  { folder: '+shared', enabled: { workspace }, disabled: {} },
  { folder: '+shared-biome', enabled: { workspace: { ...workspace, biome: true } }, disabled: { workspace } },
  {
    folder: '+backend',
    enabled: { strategy: 'extension-tab' },
    disabled: { strategy: 'extension-tab', exchange: 'ui' },
  },
  {
    folder: '+backend-callback',
    enabled: { strategy: 'backend-callback' },
    disabled: { strategy: 'extension-tab' },
  },
  { folder: '+keys-only', enabled: keysOnly, disabled: {} },
  { folder: '+oauth', enabled: {}, disabled: keysOnly },
  { folder: '+example', enabled: {}, disabled: { bare: true } },
  {
    folder: '+example-backend',
    enabled: {},
    disabled: { strategy: 'extension-tab', exchange: 'ui' },
  },
  { folder: '+license-mit', enabled: { license: 'MIT' }, disabled: { license: 'UNLICENSED' } },
  { folder: '+license-apache', enabled: { license: 'Apache-2.0' }, disabled: {} },
  {
    folder: '+extension-tab',
    enabled: { strategy: 'extension-tab' },
    disabled: { strategy: 'backend-callback' },
  },
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

test.each(samples)('$folder is applied only with its option', ({ folder, enabled, disabled }) => {
  const packages = registryPackages();
  const applies = (raw: RawOptions) =>
    overlays.find((each) => each.folder === folder)?.applies(templateContext(optionsOf(raw), packages));
  expect([applies(enabled), applies(disabled)]).toEqual([true, false]);
  const files = filesOf(folder, templateContext(optionsOf(enabled), packages));
  expect([...createPlan(optionsOf(enabled), { packages }).keys()]).toEqual(expect.arrayContaining(files));
});

test.each(samples)('$folder has files, and is in the table of the README', ({ folder }) => {
  expect(readdirSync(here(`../../../../templates/${folder}`))).not.toEqual([]);
  const rows = readFileSync(here('../../README.md'), 'utf8').match(/^\| `\+.*$/gm) ?? [];
  expect(rows.join('\n')).toContain(`\`${folder}/\``);
});
