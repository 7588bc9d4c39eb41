import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Loads the catalog from its file when it is needed. */
const lazyEntries = JSON.stringify(fileURLToPath(new URL('src/lazy-entries.ts', import.meta.url)));

/** The members of a preset that a run of the command always needs. They are in its code. */
const NAMES = ['id', 'name'];

/**
 * The members of a preset that the command does not read.
 *
 * @type {readonly string[]}
 */
const LEFT_OUT = [
  'profile',
  'evidence',
  'quirks',
  'otherCatalogs',
  'refresh',
  'refreshToken',
  'endpoints',
  'endpointOverrides',
  'userInfoRequest',
];

/** What the options and templates need of a key method. */
const KEY_MEMBERS = ['provider', 'name', 'noun', 'console', 'scopes', 'parameters'];

/**
 * @typedef {typeof import('../providers/dist/catalog.js')} Catalog
 * @typedef {typeof import('../scaffold/dist/plan/templates.generated.js')} Templates
 */

/**
 * For each module of data, the code that replaces it, and its file.
 *
 * @type {Readonly<Record<string, (module: never) => {file: string, data: unknown, code: string}>>}
 */
const modules = {
  'catalog.js': (/** @type {Catalog} */ { catalog, keyCatalog }) => ({
    file: 'catalog.json',
    data: catalog.map((preset) => membersOf(preset, (name) => ![...NAMES, ...LEFT_OUT].includes(name))),
    code: [
      `import { lazyEntries } from ${lazyEntries};`,
      `const names = ${JSON.stringify(catalog.map((preset) => membersOf(preset, (name) => NAMES.includes(name))))};`,
      'export const catalog = lazyEntries(names, read);',
      `import { presetIdentifier } from './preset-identifier.js';`,
      'export { presetIdentifier };',
      `export const keyCatalog = ${JSON.stringify(keyCatalog.map((key) => membersOf(key, (name) => KEY_MEMBERS.includes(name))))};`,
      'export const keyIdentifier = (provider) => presetIdentifier(provider) + "Key";',
    ].join('\n'),
  }),
  'templates.generated.js': (/** @type {Templates} */ { templates, versions, pnpm }) => ({
    file: 'templates.json',
    data: templates(),
    code: `export const versions = ${JSON.stringify(versions)};\nexport const pnpm = ${JSON.stringify(pnpm)};\nexport const templates = read;`,
  }),
};

/**
 * @param {object} preset
 * @param {(name: string) => boolean} isKept
 */
function membersOf(preset, isKept) {
  return Object.fromEntries(Object.entries(preset).filter(([name]) => isKept(name)));
}

/**
 * An esbuild plugin that writes the catalog and the templates to JSON files beside the bundle, if its code reads them. As code they
 * would be two thirds of the command, which `--help` would parse too.
 *
 * @type {import('esbuild').Plugin}
 */
export const dataFiles = {
  name: 'data-files',
  setup({ onLoad, onEnd, initialOptions: { outfile } }) {
    /** @type {Map<string, string>} */
    const texts = new Map();
    const filter =
      /[\\/](providers[\\/]dist[\\/]catalog|scaffold[\\/]dist[\\/]plan[\\/]templates\.generated)\.js$/;
    onLoad({ filter }, async ({ path }) => {
      const convert = modules[basename(path)];
      if (!convert) throw new Error(`${path} has no data file.`);
      // The key of the table is the module that the function takes.
      const { file, data, code } = convert(/** @type {never} */ (await import(pathToFileURL(path).href)));
      texts.set(file, JSON.stringify(data));
      const read = `() => JSON.parse(readFileSync(import.meta.dirname + '/${file}', 'utf8'))`;
      const contents = `import { readFileSync } from 'node:fs';\nconst read = ${read};\n${code}`;
      return { contents, resolveDir: dirname(path) };
    });
    onEnd(async () => {
      if (!outfile) throw new Error('The data files are written beside one outfile.');
      const bundle = await readFile(outfile, 'utf8');
      for (const [file, text] of texts)
        if (bundle.includes(file)) await writeFile(join(dirname(outfile), file), text);
    });
  },
};
