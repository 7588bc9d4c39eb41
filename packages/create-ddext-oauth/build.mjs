import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { recordThirdParties } from '../../tools/third-party-licenses.mjs';
import { dataFiles } from './data-files.mjs';
import { ownStyle, separateLibrary } from './prompt-library.mjs';

/**
 * Bundles the command, its data and its prompts into a few files without dependencies. The format is CommonJS, because setting up the
 * loader for ES modules takes a fifth of Node's start time.
 */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version, engines } = JSON.parse(await readFile(here('package.json'), 'utf8'));

// Package managers only warn about `engines`. This line runs before anything is loaded.
const tooOld = `create-ddext-oauth needs Node.js ${engines.node.replace('>=', '')} or newer; this is `;
const gate = `if(!process.getBuiltinModule){process.stderr.write(${JSON.stringify(tooOld)}+process.version+".\\n");process.exit(1)}`;

/** tools/build.mjs replaces dist/ with this folder. */
const out = process.env.BUILD_DIRECTORY;

const bundle = (entryPoint, outfile, options) =>
  build({
    entryPoints: [here(entryPoint)],
    outfile: join(out, outfile),
    bundle: true,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    define: { VERSION: JSON.stringify(version), 'import.meta.dirname': '__dirname' },
    ...options,
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
const [inputs, outputs] = ['inputs', 'outputs'].map((name) => ({
  ...command.metafile[name],
  ...library.metafile[name],
}));
await recordThirdParties({ inputs, outputs }, here('.'), out);
