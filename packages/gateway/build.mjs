import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the gateway into one file without dependencies, for the command and for the image. Express and pino are CommonJS and load
 * Node's built-in modules with require.
 */
/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(await readFile(here('package.json'), 'utf8'));

/** tools/build/build.mjs names this folder, writes the licenses from metafile.json, and moves its files to dist/. */
const out = process.env.BUILD_DIRECTORY;
if (out === undefined) throw new Error('BUILD_DIRECTORY is not set. Build with `pnpm build`.');

const { metafile } = await build({
  entryPoints: [here('src/main.ts')],
  outfile: join(out, 'gateway.mjs'),
  bundle: true,
  metafile: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  alias: {
    'iconv-lite': here('src/bundled/iconv-lite.ts'),
    // The types that the socket API and the callback server use. The whole table of Express takes 5 MB of memory.
    'mime-db': here('src/bundled/mime-db.json'),
  },
  define: { VERSION: JSON.stringify(version) },
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
});
await chmod(join(out, 'gateway.mjs'), 0o755);
await writeFile(join(out, 'metafile.json'), JSON.stringify(metafile));
