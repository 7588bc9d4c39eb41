import { isUtf8 } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import Handlebars from 'handlebars';

const PARTIALS = '_partials/';
const RENDERED = '.hbs';

/** The helpers of src/render.ts: with `knownHelpersOnly`, a misspelt one fails the build and not a run. */
const knownHelpers = { json: true, jsonList: true, ts: true, html: true, label: true, eq: true };

/**
 * Compiles one template.
 *
 * @param {string} text
 * @param {string} name for the error
 * @returns {string} the source of an object for `Handlebars.template`
 */
export function precompile(text, name) {
  try {
    return Handlebars.precompile(text, {
      noEscape: true,
      strict: true,
      knownHelpers,
      knownHelpersOnly: true,
    });
  } catch (error) {
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
}

/**
 * Reads templates/ and gives the source of a TemplateSet (src/templates.ts), the same for the same files.
 *
 * @param {string} directory
 */
export async function compileTemplates(directory) {
  const folders = new Map();
  for (const path of await filesBelow(directory)) {
    const folder = path.split('/')[0];
    if (!folders.has(folder)) folders.set(folder, { files: [], partials: [] });
    add(folders.get(folder), path.slice(folder.length + 1), await textOf(join(directory, path)), path);
  }
  return object(
    [...folders].map(([name, { files, partials }]) => [
      name,
      object([
        ['files', `[${files.join(',\n')}]`],
        ['partials', object(partials)],
      ]),
    ]),
  );
}

function add({ files, partials }, path, text, name) {
  if (path.startsWith(PARTIALS)) {
    partials.push([path.slice(PARTIALS.length).replace(/\.hbs$/, ''), precompile(text, name)]);
  } else if (path.endsWith(RENDERED)) {
    files.push(
      object([
        ['path', JSON.stringify(path.slice(0, -RENDERED.length))],
        ['content', precompile(text, name)],
      ]),
    );
  } else {
    files.push(
      object([
        ['path', JSON.stringify(path)],
        ['content', JSON.stringify(text)],
      ]),
    );
  }
}

async function filesBelow(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(directory, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .filter((path) => path.includes('/'))
    .sort();
}

async function textOf(path) {
  const bytes = await readFile(path);
  if (!isUtf8(bytes)) throw new Error(`${path} is not UTF-8 text; templates are text only.`);
  return bytes.toString('utf8');
}

const object = (entries) =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(',\n')}}`;
