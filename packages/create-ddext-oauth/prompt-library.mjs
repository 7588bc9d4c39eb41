import { fileURLToPath } from 'node:url';

const STYLE = fileURLToPath(new URL('src/style.ts', import.meta.url));

/** An esbuild plugin that bundles the prompt library in its own file, which is loaded only for prompts. */
export const separateLibrary = {
  name: 'separate-library',
  setup({ onResolve }) {
    onResolve({ filter: /\/clack\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './clack.cjs', external: true } : undefined,
    );
  },
};

/** An esbuild plugin that gives the library our styleText, because that of Node.js 20 ignores NO_COLOR. */
export const ownStyle = {
  name: 'own-style',
  setup({ onResolve }) {
    onResolve({ filter: /^node:util$/ }, ({ importer }) =>
      importer.includes('@clack') ? { path: STYLE } : undefined,
    );
  },
};
