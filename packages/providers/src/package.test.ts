import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import {
  exportsWithoutExample,
  readCommitted,
  renderApiSurface,
  undocumentedExports,
} from '../api-surface.mjs';
import { catalogue, keyCatalogue, keyIdentifier, presetIdentifier } from './catalogue.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

describe('the built package', () => {
  test('has the API that api-surface.md says: run `node api-surface.mjs` where a change is meant', () => {
    expect(readCommitted()).toBe(renderApiSurface());
  });

  test('has a docstring on every export', () => {
    expect(undocumentedExports()).toEqual([]);
  });

  test('has an example of every function, class and constant', () => {
    expect(exportsWithoutExample()).toEqual([]);
  });

  test.each(catalogue.map(({ id }) => id))(
    'adds only that preset to an extension with %s, in less than 1 kB minified, without documentation data',
    async (id) => {
      const carried = await bytesOf(`export { ${presetIdentifier(id)} } from './index.js';`);
      const presets = [...carried].filter(([path]) => path.includes('/presets/'));
      expect(presets.map(([path]) => path.replace(/^.*\//, ''))).toEqual([`${id}.js`]);
      expect(presets[0]?.[1]).toBeLessThan(1000);
      expect([...carried.keys()].filter((path) => /reference|catalogue|compatibility/.test(path))).toEqual(
        [],
      );
    },
  );

  test.each(keyCatalogue.map(({ provider }) => provider))(
    'adds only that key method to an extension with keys of %s, in less than 1 kB minified, without documentation data',
    async (provider) => {
      const carried = await bytesOf(`export { ${keyIdentifier(provider)} } from './index.js';`);
      expect([...carried.keys()].map((path) => path.replace(/^.*dist\//, ''))).toEqual([
        `keys/presets/${provider}.js`,
      ]);
      expect([...carried.values()][0]).toBeLessThan(1000);
    },
  );

  test.each(['index.js', 'catalogue.js', 'compatibility/index.js'])(
    'has an entry %s that runs in a page without a dependency',
    async (entry) => {
      const carried = await bytesOf(`export * from './${entry}';`);
      expect([...carried.keys()].filter((path) => path.includes('node_modules'))).toEqual([]);
    },
  );
});

/** The size of each file in a minified bundle of a module, in bytes. */
async function bytesOf(contents: string): Promise<ReadonlyMap<string, number>> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: dist },
    ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', metafile: true, write: false },
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).map(
    ([path, { bytesInOutput }]) => [path, bytesInOutput] as const,
  );
  return new Map(inputs.filter(([, bytes]) => bytes > 0));
}
