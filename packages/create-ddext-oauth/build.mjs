import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { dataFiles } from './data-files.mjs';
import { ownStyle } from './prompt-library.mjs';

/**
 * Bundles the command with its prompts into one file, and its data into two, without dependencies. CommonJS, because Node needs
 * 19 ms of CPU more to load an ES module.
 */
/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version, engines } = JSON.parse(await readFile(here('package.json'), 'utf8'));

// Package managers only warn about `engines`. This check is the first line of the command, before any module is loaded.
const tooOld = `create-ddext-oauth needs Node.js ${engines.node.replace('>=', '')} or newer; this is `;
const gate = `if(!process.getBuiltinModule){process.stderr.write(${JSON.stringify(tooOld)}+process.version+".\\n");process.exit(1)}`;

/**
 * Loads the code that changes existing extensions from a file of its own.
 *
 * @type {import('esbuild').Plugin}
 */
const addApart = {
  name: 'add-apart',
  setup({ onResolve }) {
    onResolve({ filter: /add\/change-extension\.ts$/ }, () => ({ path: './add.cjs', external: true }));
  },
};

/** tools/build/build.mjs names this folder, writes the licenses from metafile.json, and moves its files to dist/. */
const out = process.env.BUILD_DIRECTORY;
if (out === undefined) throw new Error('BUILD_DIRECTORY is not set. Build with `pnpm build`.');

/** @type {import('esbuild').BuildOptions & {metafile: true}} */
const shared = {
  bundle: true,
  metafile: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  define: { VERSION: JSON.stringify(version), 'import.meta.dirname': '__dirname' },
  supported: { 'dynamic-import': false },
};

const { metafile } = await build({
  ...shared,
  entryPoints: [here('src/index.ts')],
  outfile: join(out, 'index.cjs'),
  plugins: [dataFiles, ownStyle, addApart],
  banner: { js: `#!/usr/bin/env node\n${gate}` },
});
await chmod(join(out, 'index.cjs'), 0o755);

// The code that changes existing extensions parses JavaScript, YAML and Dockerfiles. A new extension needs none of that.
const { metafile: addMetafile } = await build({
  ...shared,
  entryPoints: [here('src/add/change-extension.ts')],
  outfile: join(out, 'add.cjs'),
  plugins: [dataFiles, ownStyle],
});

// The file with <ddext-sign-in>, which --add writes for pages without React.
const { metafile: elementMetafile } = await build({
  entryPoints: [here('src/page-element/page-element.ts')],
  outfile: join(out, 'ddext-sign-in.js'),
  bundle: true,
  metafile: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2020',
  minify: true,
  legalComments: 'none',
  banner: {
    js: `/* eslint-disable */\n/* <ddext-sign-in> ${version} of https://github.com/ddext-oauth/ddext-oauth, Apache-2.0. Written by create-ddext-oauth --add. */`,
  },
});
const outputs = { ...metafile.outputs, ...addMetafile.outputs, ...elementMetafile.outputs };
await writeFile(join(out, 'metafile.json'), JSON.stringify({ ...metafile, outputs }));
