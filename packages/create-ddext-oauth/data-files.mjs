import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Parts of a preset that a running extension or the documentation needs, but not the command. */
const LEFT_OUT = [
  'profile',
  'evidence',
  'quirks',
  'refresh',
  'refreshToken',
  'endpoints',
  'endpointOverrides',
  'userInfoRequest',
];

/** For each module with data: its JSON file, the data, and the code that replaces the module. */
const modules = {
  'catalogue.js': ({ catalogue }) => ({
    file: 'catalogue.json',
    data: catalogue.map((preset) =>
      Object.fromEntries(Object.entries(preset).filter(([name]) => !LEFT_OUT.includes(name))),
    ),
    code: `export const catalogue = read();\nexport { presetIdentifier } from './preset-identifier.js';`,
  }),
  'templates.generated.js': ({ templates, versions, pnpm }) => ({
    file: 'templates.json',
    data: templates(),
    code: `export const versions = ${JSON.stringify(versions)};\nexport const pnpm = ${JSON.stringify(pnpm)};\nexport const templates = read;`,
  }),
};

/**
 * An esbuild plugin that writes catalogue and templates to JSON files beside the command. As code they would be two thirds of it and
 * parsed for every `--help`, and JSON is parsed faster than code.
 */
export const dataFiles = {
  name: 'data-files',
  setup({ onLoad, initialOptions }) {
    const filter =
      /[\\/](providers[\\/]dist[\\/]catalogue|scaffold[\\/]dist[\\/]plan[\\/]templates\.generated)\.js$/;
    onLoad({ filter }, async ({ path }) => {
      const { file, data, code } = modules[basename(path)](await import(pathToFileURL(path)));
      await writeFile(join(dirname(initialOptions.outfile), file), JSON.stringify(data));
      const read = `() => JSON.parse(readFileSync(import.meta.dirname + '/${file}', 'utf8'))`;
      const contents = `import { readFileSync } from 'node:fs';\nconst read = ${read};\n${code}`;
      return { contents, resolveDir: dirname(path) };
    });
  },
};
