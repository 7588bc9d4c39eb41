import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Writes the table of options into README.md, from the tables that the command reads: `node flags-table.mjs`.
 * src/flags-table.test.ts compares the two.
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
const between = /(<!-- options -->\n)[\s\S]*?(\n<!-- \/options -->)/;
if (!between.test(readme)) throw new Error('README.md does not contain the markers of the options table.');
await writeFile(
  here('README.md'),
  readme.replace(between, (_all, before, after) => `${before}${flagsTable()}${after}`),
);
