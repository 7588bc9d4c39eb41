import { readdir, readFile, rename, writeFile } from 'node:fs/promises';

/**
 * Writes the modules that end in .generated.ts, so that the folders src/presets and src/keys/presets are the only lists of the presets
 * and key methods: one module exports each by its name, the other pairs it with its reference.
 */
await generate({
  folder: 'presets',
  type: 'Preset',
  modules: ['presets', 'references'],
  entry: { type: 'CatalogEntry', module: './reference.ts', list: 'entries' },
});
await generate({
  folder: 'keys/presets',
  type: 'KeyMethod',
  modules: ['keys', 'key-references'],
  entry: { type: 'KeyCatalogEntry', module: './keys/key-reference.ts', list: 'keyEntries' },
});

/**
 * @typedef {object} Source
 * @property {string} folder
 * @property {string} type the type of the constants
 * @property {readonly [string, string]} modules
 * @property {{ type: string, module: string, list: string }} entry
 */

/** @param {Source} source */
async function generate({ folder, type, modules: [constants, references], entry }) {
  const files = (await readdir(new URL(`src/${folder}/`, import.meta.url))).filter((file) =>
    file.endsWith('.ts'),
  );
  const found = await Promise.all(
    files
      .filter((file) => !file.includes('.reference.'))
      .sort()
      .map((file) => read({ folder, type, file, files })),
  );
  const made = `// Made by build.mjs from the folder ${folder}/.`;
  await write(constants, [
    made,
    ...found.map(({ stem, name }) => `export { ${name} } from './${folder}/${stem}.ts';`),
  ]);
  await write(references, [
    made,
    ...found.flatMap(({ stem, name }) => [
      `import { reference as ${name}Reference } from './${folder}/${stem}.reference.ts';`,
      `import { ${name} } from './${folder}/${stem}.ts';`,
    ]),
    `import type { ${entry.type} } from '${entry.module}';`,
    `export const ${entry.list}: readonly ${entry.type}[] = [`,
    ...found.map(({ name }) => `  { ...${name}, ...${name}Reference },`),
    '];',
  ]);
}

/** @param {{ folder: string, type: string, file: string, files: readonly string[] }} source */
async function read({ folder, type, file, files }) {
  const stem = file.slice(0, -'.ts'.length);
  const text = await readFile(new URL(`src/${folder}/${file}`, import.meta.url), 'utf8');
  const [, name] = new RegExp(`^export const (\\w+): ${type} = `, 'm').exec(text) ?? [];
  if (name === undefined) throw new Error(`src/${folder}/${file} exports no constant of the type ${type}.`);
  if (!files.includes(`${stem}.reference.ts`))
    throw new Error(`src/${folder}/${stem}.reference.ts is missing.`);
  return { stem, name };
}

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
