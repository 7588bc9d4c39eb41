import { build } from 'esbuild';

// One file, so that the image needs no node_modules. Express is CommonJS and loads Node's built-in modules with require.
await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/backend.mjs',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  legalComments: 'eof',
  logLevel: 'warning',
  banner: {
    js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
});
