import { chmod, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { recordThirdParties } from '../../tools/third-party-licences.mjs';
import { lazyBuiltins } from './lazy-builtins.mjs';
import { slimCatalogue } from './slim-catalogue.mjs';

/** Bundles the command, its templates and its prompts into one file that needs nothing beside it. */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version, engines } = JSON.parse(await readFile(here('package.json'), 'utf8'));
const outfile = here('dist/index.js');

// Package managers only warn of `engines`. Nothing is imported before this line, so it is the first to run.
const tooOld = `create-ddext-oauth needs Node.js ${engines.node.replace('>=', '')} or newer; this is `;
const gate = `if(!process.getBuiltinModule){process.stderr.write(${JSON.stringify(tooOld)}+process.version+".\\n");process.exit(1)}`;

const { metafile } = await build({
  entryPoints: [here('src/index.ts')],
  outfile,
  plugins: [lazyBuiltins, slimCatalogue],
  bundle: true,
  metafile: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  banner: { js: `#!/usr/bin/env node\n${gate}` },
  define: { VERSION: JSON.stringify(version) },
});
await chmod(outfile, 0o755);
recordThirdParties(metafile, here('.'));
