import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a running extension needs of a preset, or its documentation, and nobody who makes an extension. */
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

/** What stands for each module that is data, and the text of its file. */
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
 * An esbuild plugin: the catalogue and the templates go into JSON files beside the command. As code they would be two
 * thirds of it, and be read by every `--help`; and JSON is read faster than code.
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
