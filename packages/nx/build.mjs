import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { recordThirdParties } from '../../tools/third-party-licenses.mjs';
import { schemaTexts } from './schemas.mjs';

/**
 * Bundles the modules that Nx loads, with the scaffold and its templates, so that the package depends only on the Nx of the workspace. Nx
 * loads the plugin for each project graph, so the generators are in another bundle.
 */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** tools/build.mjs replaces dist/ with this folder. */
const out = process.env.BUILD_DIRECTORY;
const { metafile } = await build({
  entryPoints: [here('src/plugin.ts'), here('src/generators.ts')],
  outdir: out,
  bundle: true,
  metafile: true,
  minifySyntax: true,
  minifyWhitespace: true,
  external: ['nx/*'],
  platform: 'node',
  format: 'esm',
  target: 'node20',
  legalComments: 'eof',
  // Nx loads ES modules with require, which does not support top-level await.
  supported: { 'top-level-await': false },
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
});

await recordThirdParties(metafile, here('.'), out);
await mkdir(join(out, 'schemas'));
for (const [file, text] of Object.entries(schemaTexts())) await writeFile(join(out, 'schemas', file), text);
