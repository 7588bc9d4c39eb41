import { isUtf8 } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { assertEscaped, languageOf } from './languages.mjs';
import { parseTemplate } from './parse-template.mjs';

/** @typedef {{files: import('./src/plan/templates.ts').TemplateFile[], partials: Record<string, import('./src/plan/templates.ts').Template>}} Folder */

const PARTIALS = '_partials/';
const RENDERED = '.hbs';

/**
 * Reads and parses templates/. The result depends only on the files. A value that is not escaped for its language is an error.
 *
 * @param {string} directory
 * @returns {Promise<import('./src/plan/templates.ts').TemplateSet>}
 */
export async function readTemplates(directory) {
  /** @type {Record<string, Folder>} */
  const set = {};
  for (const path of await filesBelow(directory)) {
    const [name = ''] = path.split('/', 1);
    set[name] ??= { files: [], partials: {} };
    add(set[name], path.slice(name.length + 1), await textOf(join(directory, path)), path);
  }
  assertEscaped(set);
  return set;
}

/**
 * @param {Folder} folder
 * @param {string} path in the folder
 * @param {string} text
 * @param {string} name for the error
 */
function add({ files, partials }, path, text, name) {
  if (path.startsWith(PARTIALS)) {
    partials[path.slice(PARTIALS.length).replace(/\.hbs$/, '')] = parseTemplate(text, name);
  } else if (path.endsWith(RENDERED)) {
    const target = path.slice(0, -RENDERED.length);
    files.push({ path: target, language: languageOf(target), content: parseTemplate(text, name) });
  } else {
    files.push({ path, language: languageOf(path), content: text });
  }
}

/** @param {string} directory */
async function filesBelow(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path.includes('/'))
    .sort();
}

/** @param {string} path */
async function textOf(path) {
  const bytes = await readFile(path);
  if (!isUtf8(bytes)) throw new Error(`${path} is not UTF-8 text; templates are text only.`);
  return bytes.toString('utf8');
}
