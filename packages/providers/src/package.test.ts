import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import {
  exportsWithoutExample,
  readCommitted,
  renderApiSurface,
  undocumentedExports,
} from '../api-surface.mjs';
import { catalog, keyCatalog, keyIdentifier, presetIdentifier } from './catalog.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

describe('the built package', () => {
  test('has the API in api-surface.md: run `node api-surface.mjs` after an intended change', () => {
    expect(readCommitted()).toBe(renderApiSurface());
  });

  test('has a docstring on every export', () => {
    expect(undocumentedExports()).toEqual([]);
  });

  test('has an example of every function, class and constant', () => {
    expect(exportsWithoutExample()).toEqual([]);
  });

  test('adds only the imported preset to an extension, in less than 1 kB minified, without documentation data', async () => {
    const ids = catalog.map(({ id }) => id);
    const bundles = await bytesOfEach(
      ids.map((id) => [id, `export { ${presetIdentifier(id)} } from './index.js';`]),
    );
    expect([...bundles.keys()]).toEqual(ids);
    for (const [id, files] of bundles) {
      const presets = [...files].filter(([path]) => path.startsWith('presets/'));
      expect(presets).toEqual([[`presets/${id}.js`, expect.any(Number)]]);
      expect([id, Number(presets[0]?.[1]) < 1000]).toEqual([id, true]);
      expect([...files.keys()].filter((path) => /keys|reference|catalog|compatibility/.test(path))).toEqual(
        [],
      );
    }
  });

  test('adds only the imported key method to an extension, in less than 1 kB minified, without documentation data', async () => {
    const ids = keyCatalog.map(({ provider }) => provider);
    const bundles = await bytesOfEach(
      ids.map((id) => [id, `export { ${keyIdentifier(id)} } from './index.js';`]),
    );
    expect([...bundles.keys()]).toEqual(ids);
    for (const [id, files] of bundles) {
      expect([...files.keys()]).toEqual([`keys/presets/${id}.js`]);
      expect([id, Number(files.get(`keys/presets/${id}.js`)) < 1000]).toEqual([id, true]);
    }
  });

  test.each(['index.js', 'catalog.js', 'compatibility/index.js'])(
    'has an entry %s that runs in a page without a dependency',
    async (entry) => {
      const carried = await bytesOf(`export * from './${entry}';`);
      expect([...carried.keys()].filter((path) => path.includes('node_modules'))).toEqual([]);
    },
  );
});

type Sizes = ReadonlyMap<string, number>;

/** The size of each file of `dist` in a minified bundle of a module, in bytes. */
async function bytesOf(contents: string): Promise<Sizes> {
  const [sizes] = (await bytesOfEach([['module', contents]])).values();
  return sizes as Sizes;
}

/** The same for several modules, each by its name. */
async function bytesOfEach(
  modules: readonly (readonly [string, string])[],
): Promise<ReadonlyMap<string, Sizes>> {
  const contentsOf = new Map(modules);
  const { metafile } = await build({
    entryPoints: [...contentsOf.keys()],
    plugins: [
      {
        name: 'modules',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /./ }, ({ path, kind }) =>
            kind === 'entry-point' ? { path, namespace: 'module' } : null,
          );
          onLoad({ filter: /./, namespace: 'module' }, ({ path }) => ({
            contents: contentsOf.get(path) ?? '',
            resolveDir: dist,
          }));
        },
      },
    ],
    absWorkingDir: dist,
    outdir: 'out',
    ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', metafile: true, write: false },
  });
  return new Map(
    Object.values(metafile.outputs).map(({ entryPoint = '', inputs }) => {
      const sizes = Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput] as const);
      return [entryPoint.replace('module:', ''), new Map(sizes.filter(([, bytes]) => bytes > 0))] as const;
    }),
  );
}
