import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { readApiSurface, readCommitted, renderApiSurface } from '../api-surface.mjs';
import { catalogue } from './providers/catalogue.ts';
import * as providers from './providers/index.ts';

const dist = (path: string) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

describe('the package as it is built', () => {
  test('has the API that api-surface.md says: run `node api-surface.mjs` where a change is meant', () => {
    expect(readCommitted()).toBe(renderApiSurface());
  });

  test('has a docstring on every export', () => {
    const undocumented = readApiSurface().flatMap(({ entry, exports }) =>
      exports.filter(({ documented }) => !documented).map(({ name }) => `${entry}: ${name}`),
    );
    expect(undocumented).toEqual([]);
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

  test.each(catalogue.map((preset) => [preset.id, preset] as const))(
    'gives an extension that signs people in with %s no other preset to carry',
    async (id, preset) => {
      const name = Object.entries(providers).find(([, value]) => value === preset)?.[0];
      const { metafile } = await build({
        stdin: { contents: `export { ${name} } from './providers/index.js';`, resolveDir: dist('.') },
        bundle: true,
        format: 'esm',
        metafile: true,
        write: false,
      });
      const [output] = Object.values(metafile.outputs);
      const carried = Object.entries(output?.inputs ?? {})
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path]) => basename(path, '.js'));
      expect(carried.filter((file) => catalogue.some((other) => other.id === file))).toEqual([id]);
    },
  );
});
