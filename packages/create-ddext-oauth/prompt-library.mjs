import { fileURLToPath } from 'node:url';

const STYLE = fileURLToPath(new URL('src/style.ts', import.meta.url));

/** An esbuild plugin: the prompt library is a file of its own, so that it is read where somebody is asked and only there. */
/** @type {import('esbuild').Plugin} */
export const separateLibrary = {
  name: 'separate-library',
  setup({ onResolve }) {
    onResolve({ filter: /\/clack\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './clack.cjs', external: true } : undefined,
    );
  },
};

/** An esbuild plugin: the library takes its colours from us, because in Node.js 20 styleText colours whatever NO_COLOR says. */
/** @type {import('esbuild').Plugin} */
export const ownStyle = {
  name: 'own-style',
  setup({ onResolve }) {
    onResolve({ filter: /^node:util$/ }, ({ importer }) =>
      importer.includes('@clack') ? { path: STYLE } : undefined,
    );
  },
};
