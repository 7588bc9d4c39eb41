import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../dev/environment.mjs';

/**
 * A page of the site that is made from a section of a file.
 *
 * @typedef {{route: string, name: string, markdown: string, anchors: ReadonlySet<string>}} Part
 */

/** The file of the generated list of providers. */
export const providersSource = 'docs/providers.md';

/** The folders of the files whose sections are pages: one page for each provider, and for each recipe. */
/** @type {Readonly<Record<string, string>>} */
const folders = { [providersSource]: '/providers', 'docs/recipes.md': '/how-to' };

/** The length from which a section of the list of providers is a page, in characters. */
const LONG = 8000;

/** The start of a section: a heading of the second level, or the anchor above it. */
const start = /^(?:<a id="[^"]+"><\/a>\n\n)?## /gm;

/**
 * Splits a file at its headings of the second level.
 *
 * @param {string} source
 * @returns {{index: string, parts: Part[]}} the text that stays, and the pages
 */
export function split(source) {
  const text = readFileSync(join(root, source), 'utf8');
  const folder = folders[source];
  if (folder === undefined) return { index: text, parts: [] };
  const starts = [0, ...[...text.matchAll(start)].map(({ index }) => index)];
  const [first = '', ...sections] = starts.map((from, at) => text.slice(from, starts[at + 1]));
  const isPage = (/** @type {string} */ section) =>
    source !== providersSource || section.startsWith('<a id=') || section.length > LONG;
  return {
    index: `${[first, ...sections.filter((section) => !isPage(section))].join('').trimEnd()}\n`,
    parts: sections.filter(isPage).map((section) => partOf(section, folder)),
  };
}

/**
 * @param {string} section
 * @param {string} folder
 * @returns {Part}
 */
function partOf(section, folder) {
  const [, id] = /^<a id="([^"]+)">/.exec(section) ?? [];
  const name = /^## (.+)$/m.exec(section)?.[1] ?? '';
  const ids = [...section.matchAll(/<a id="([^"]+)">/g)].map(([, anchor = '']) => anchor);
  const headings = [...section.matchAll(/^##+ (.+)$/gm)].map(([, text = '']) => slugOf(text));
  const markdown = section.replace(/^<a id="[^"]+"><\/a>\n\n/, '').replace(/^#(#+ )/gm, '$1');
  return {
    route: `${folder}/${id ?? slugOf(name)}`,
    name,
    markdown: `${markdown.trimEnd()}\n`,
    anchors: new Set([...ids, ...headings]),
  };
}

/**
 * The anchor of a heading, as GitHub derives it.
 *
 * @param {string} text
 */
const slugOf = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
