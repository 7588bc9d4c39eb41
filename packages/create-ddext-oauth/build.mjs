import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { dataFiles } from '../scaffold/data-files.mjs';
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

/** tools/build/build.mjs names this folder, writes the licenses from metafile.json, and moves its files to dist/. */
const out = process.env.BUILD_DIRECTORY;
if (out === undefined) throw new Error('BUILD_DIRECTORY is not set. Build with `pnpm build`.');

const { metafile } = await build({
  entryPoints: [here('src/index.ts')],
  outfile: join(out, 'index.cjs'),
  bundle: true,
  metafile: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  define: { VERSION: JSON.stringify(version), 'import.meta.dirname': '__dirname' },
  supported: { 'dynamic-import': false },
  plugins: [dataFiles, ownStyle],
  banner: { js: `#!/usr/bin/env node\n${gate}` },
});
await chmod(join(out, 'index.cjs'), 0o755);
await writeFile(join(out, 'metafile.json'), JSON.stringify(metafile));
