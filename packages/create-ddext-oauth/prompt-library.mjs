import { fileURLToPath } from 'node:url';

const STYLE = fileURLToPath(new URL('src/style.ts', import.meta.url));

/**
 * An esbuild plugin that gives the prompt library our own colors, because styleText of Node.js 20 ignores NO_COLOR.
 *
 * @type {import('esbuild').Plugin}
 */
export const ownStyle = {
  name: 'own-style',
  setup({ onResolve }) {
    onResolve({ filter: /^node:util$/ }, ({ importer }) =>
      importer.includes('@clack') ? { path: STYLE } : undefined,
    );
  },
};
