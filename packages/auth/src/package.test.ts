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

  test('has a UI entry of less than 3.7 kB gzipped, without a dependency', async () => {
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
    expect(gzipSync(bundle?.contents ?? '').length).toBeLessThan(3700);
  });
});
