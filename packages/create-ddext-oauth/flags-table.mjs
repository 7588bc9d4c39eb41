import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Puts the table of flags into README.md, from the tables that the command itself reads. `node flags-table.mjs` writes
 * it; src/flags-table.test.ts compares.
 */
/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { outputFiles } = await build({
  entryPoints: [here('src/flags-table.ts')],
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
  define: { VERSION: '""' },
});
const [{ text }] = outputFiles;
const { flagsTable } = await import(`data:text/javascript,${encodeURIComponent(text)}`);

const readme = await readFile(here('README.md'), 'utf8');
const between = /(<!-- flags -->\n)[\s\S]*?(\n<!-- \/flags -->)/;
if (!between.test(readme)) throw new Error('README.md has no place for the table of flags.');
await writeFile(
  here('README.md'),
  readme.replace(between, (_all, before, after) => `${before}${flagsTable()}${after}`),
);
