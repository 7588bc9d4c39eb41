import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { schemaTexts } from './schemas.mjs';

/**
 * Bundles the modules that Nx loads, with the scaffold and its templates but without Nx, which is the only dependency of the
 * package. Nx loads the plugin for each project graph, so the generators are in a separate bundle.
 */
/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** tools/build/build.mjs names this folder, writes the licenses from metafile.json, and moves its files to dist/. */
const out = process.env.BUILD_DIRECTORY;
if (out === undefined) throw new Error('BUILD_DIRECTORY is not set. Build with `pnpm build`.');
const { metafile } = await build({
  entryPoints: [here('src/plugin.ts'), here('src/generators.ts'), here('src/ci.ts')],
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
  // Nx loads ES modules with require(), which does not support top-level await.
  supported: { 'top-level-await': false },
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
});

await writeFile(join(out, 'metafile.json'), JSON.stringify(metafile));
await mkdir(join(out, 'schemas'));
for (const [file, text] of Object.entries(schemaTexts())) await writeFile(join(out, 'schemas', file), text);
