import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { dataFiles } from '../scaffold/data-files.mjs';

/** Bundles the code that changes existing extensions, and the element that it writes into pages, without dependencies. */
/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(await readFile(here('package.json'), 'utf8'));

/** tools/build/build.mjs names this folder, writes the licenses from metafile.json, and moves its files to dist/. */
const out = process.env.BUILD_DIRECTORY;
if (out === undefined) throw new Error('BUILD_DIRECTORY is not set. Build with `pnpm build`.');

/** @type {import('esbuild').BuildOptions & {metafile: true}} */
const shared = { bundle: true, metafile: true, minify: true, legalComments: 'none' };

// CommonJS, as the command that loads it.
const { metafile } = await build({
  ...shared,
  entryPoints: [here('src/add.ts')],
  outfile: join(out, 'add.cjs'),
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  define: { 'import.meta.dirname': '__dirname' },
  plugins: [dataFiles],
});

// The file with <ddext-sign-in>, for pages without React.
const { metafile: elementMetafile } = await build({
  ...shared,
  entryPoints: [here('src/page-element/page-element.ts')],
  outfile: join(out, 'ddext-sign-in.js'),
  platform: 'browser',
  format: 'iife',
  target: 'es2020',
  banner: {
    js: `/* eslint-disable */\n/* <ddext-sign-in> ${version} of https://github.com/ddext-oauth/ddext-oauth, Apache-2.0. Written by create-ddext-oauth --add. */`,
  },
});
const outputs = { ...metafile.outputs, ...elementMetafile.outputs };
await writeFile(join(out, 'metafile.json'), JSON.stringify({ ...metafile, outputs }));
