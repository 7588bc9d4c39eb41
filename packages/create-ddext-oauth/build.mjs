import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { dataFiles } from './data-files.mjs';
import { ownStyle, separateLibrary } from './prompt-library.mjs';

/**
 * Bundles the command, its data and its prompts into a few files that need nothing beside them. CommonJS, because Node
 * takes a fifth of its own start again to set up its loader of ES modules.
 */
/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version, engines } = JSON.parse(await readFile(here('package.json'), 'utf8'));

// Package managers only warn of `engines`. Nothing is loaded before this line, so it is the first to run.
const tooOld = `create-ddext-oauth needs Node.js ${engines.node.replace('>=', '')} or newer; this is `;
const gate = `if(!process.getBuiltinModule){process.stderr.write(${JSON.stringify(tooOld)}+process.version+".\\n");process.exit(1)}`;

/** tools/build/build.mjs names this folder, writes the licenses from metafile.json, and moves its files to dist/. */
const out = process.env.BUILD_DIRECTORY;
if (out === undefined) throw new Error('BUILD_DIRECTORY is not set. Build with `pnpm build`.');

/**
 * @param {string} entryPoint
 * @param {string} outfile
 * @param {import('esbuild').BuildOptions} options
 */
const bundle = (entryPoint, outfile, options) =>
  build({
    entryPoints: [here(entryPoint)],
    outfile: join(out, outfile),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    define: { VERSION: JSON.stringify(version), 'import.meta.dirname': '__dirname' },
    ...options,
    metafile: true,
  });

const [command, library] = await Promise.all([
  bundle('src/index.ts', 'index.cjs', {
    plugins: [dataFiles, separateLibrary],
    banner: { js: `#!/usr/bin/env node\n${gate}` },
    supported: { 'dynamic-import': false },
  }),
  bundle('src/prompts/clack.ts', 'clack.cjs', { plugins: [ownStyle] }),
]);
await chmod(join(out, 'index.cjs'), 0o755);
const metafile = {
  inputs: { ...command.metafile.inputs, ...library.metafile.inputs },
  outputs: { ...command.metafile.outputs, ...library.metafile.outputs },
};
await writeFile(join(out, 'metafile.json'), JSON.stringify(metafile));
