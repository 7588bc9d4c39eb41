import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a running extension needs of a preset, or its documentation, and nobody who makes an extension. */
const LEFT_OUT = ['profile', 'evidence', 'quirks', 'refresh', 'endpoints', 'undiscovered', 'userInfoRequest'];

/**
 * An esbuild plugin: the catalogue goes into the command as JSON text without those members. Text is read faster than
 * code, and the presets would be a third of the code.
 */
export const slimCatalogue = {
  name: 'slim-catalogue',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]auth[\\/]dist[\\/]providers[\\/]catalogue\.js$/ }, async ({ path }) => {
      const { catalogue } = await import(pathToFileURL(path));
      const presets = catalogue.map((preset) =>
        Object.fromEntries(Object.entries(preset).filter(([name]) => !LEFT_OUT.includes(name))),
      );
      const text = JSON.stringify(JSON.stringify(presets));
      const contents = `export const catalogue = JSON.parse(${text});
        export { presetIdentifier } from './preset-identifier.js';`;
      return { contents, resolveDir: dirname(path) };
    });
  },
};
