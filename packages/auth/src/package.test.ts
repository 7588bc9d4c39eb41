import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import {
  exportsWithoutExample,
  readCommitted,
  renderApiSurface,
  undocumentedExports,
} from '../api-surface.mjs';

const dist = (path: string) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

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

  test('has a UI entry of less than 6 kB gzipped, without a dependency', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [dist('ui/index.js')],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      metafile: true,
      write: false,
    });
    expect(Object.keys(metafile.inputs).filter((path) => path.includes('node_modules'))).toEqual([]);
    const [bundle] = outputFiles;
    expect(gzipSync(bundle?.contents ?? '').length).toBeLessThan(6000);
  });

  test('has a custom element of less than 12 kB gzipped, with the client, and without a dependency', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [dist('ui/element/index.js')],
      ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', metafile: true, write: false },
    });
    expect(Object.keys(metafile.inputs).filter((path) => path.includes('node_modules'))).toEqual([]);
    expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThan(12_000);
  });

  test.each(['index.js', 'backend/index.js', 'in-page/index.js'])(
    'has an entry %s that contains no preset, and no code that only presets use',
    async (entry) => {
      expect(await presetsIn(`export * from './${entry}';`)).toEqual([]);
    },
  );

  test('has an entry /providers that contains only the imported preset', async () => {
    expect(await presetsIn(`export { github } from './providers/index.js';`)).toEqual(['github.js']);
  });
});

/** The files of presets and of their references in the bundle of a module. */
async function presetsIn(contents: string): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: dist('.') },
    ...{ bundle: true, format: 'esm', platform: 'node', metafile: true, write: false },
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output?.inputs ?? {})
    .filter(([path, { bytesInOutput }]) => path.includes('providers/dist/presets/') && bytesInOutput > 0)
    .map(([path]) => basename(path));
}
