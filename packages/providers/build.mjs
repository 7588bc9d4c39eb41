import { readdir, readFile, rename, writeFile } from 'node:fs/promises';

/**
 * Writes src/presets.generated.ts and src/references.generated.ts, so that the folder src/presets is the only list of the
 * presets: the first exports each by its name, the second pairs it with its reference.
 */
const folder = new URL('src/presets/', import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
const presets = await Promise.all(
  files
    .filter((file) => !file.includes('.reference.'))
    .sort()
    .map(read),
);

/** @param {string} file */
async function read(file) {
  const stem = file.slice(0, -'.ts'.length);
  const text = await readFile(new URL(file, folder), 'utf8');
  const [, name] = /^export const (\w+): Preset = /m.exec(text) ?? [];
  if (name === undefined) throw new Error(`src/presets/${file} exports no constant of the type Preset.`);
  if (!files.includes(`${stem}.reference.ts`))
    throw new Error(`src/presets/${stem}.reference.ts is missing.`);
  return { stem, name };
}

const made = '// Made by build.mjs from the folder presets/.';
await write('presets', [
  made,
  ...presets.map(({ stem, name }) => `export { ${name} } from './presets/${stem}.ts';`),
]);
await write('references', [
  made,
  `import type { CatalogueEntry } from './reference.ts';`,
  ...presets.flatMap(({ stem, name }) => [
    `import { reference as ${name}Reference } from './presets/${stem}.reference.ts';`,
    `import { ${name} } from './presets/${stem}.ts';`,
  ]),
  'export const entries: readonly CatalogueEntry[] = [',
  ...presets.map(({ name }) => `  { ...${name}, ...${name}Reference },`),
  '];',
]);

/**
 * @param {string} name
 * @param {readonly string[]} lines
 */
async function write(name, lines) {
  const target = new URL(`src/${name}.generated.ts`, import.meta.url);
  const source = `${lines.join('\n')}\n`;
  const current = await readFile(target, 'utf8').catch(() => undefined);
  if (current === source) return;
  // Building and type checking may run at once, and neither may find half a file.
  const complete = new URL(`${target.href}.${process.pid}`);
  await writeFile(complete, source);
  await rename(complete, target);
}
