import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { readCommitted, renderApiSurface, undocumentedExports } from '../api-surface.mjs';

const dist = (path: string) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

describe('the package as it is built', () => {
  test('has the API that api-surface.md says: run `node api-surface.mjs` where a change is meant', () => {
    expect(readCommitted()).toBe(renderApiSurface());
  });

  test('has a docstring on every export', () => {
    expect(undocumentedExports()).toEqual([]);
  });

  test('has a UI entry of less than 4.7 kB gzipped, without a dependency', async () => {
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
    expect(gzipSync(bundle?.contents ?? '').length).toBeLessThan(4700);
  });

  test.each(['index.js', 'backend/index.js', 'in-page/index.js'])(
    'has an entry %s that carries no preset by itself, and nothing that is only read of one',
    async (entry) => {
      expect(await presetsIn(`export * from './${entry}';`)).toEqual([]);
    },
  );

  test('has an entry /providers that carries the preset which is imported from it, and no other', async () => {
    expect(await presetsIn(`export { github } from './providers/index.js';`)).toEqual(['github.js']);
  });
});

/** The files of presets and their references that end up in the bundle of a module. */
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
