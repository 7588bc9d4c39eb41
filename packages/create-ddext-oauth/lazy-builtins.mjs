import { fileURLToPath } from 'node:url';

const STYLE = fileURLToPath(new URL('src/style.ts', import.meta.url));

/**
 * An esbuild plugin: Node's own modules are fetched where the module that imports them runs. In a bundle of ES modules
 * each `import` stays at the top, so every `--help` would load child_process and readline; and an ES module's view of
 * a built-in one reads all its exports, which for crypto means loading what nobody uses.
 */
export const lazyBuiltins = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    // In Node.js 20 its styleText colours whatever NO_COLOR says.
    onResolve({ filter: /^node:util$/ }, ({ importer, path }) =>
      importer.includes('@clack') ? { path: STYLE } : { path, namespace: 'lazy-builtin' },
    );
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'lazy-builtin' }));
    onLoad({ filter: /.*/, namespace: 'lazy-builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};
