import { readFileSync } from 'node:fs';

/** @param {string} name */
const template = (name) => readFileSync(new URL(`../templates/${name}.hbs`, import.meta.url), 'utf8');
const partials = ['facts', 'answers'];

/**
 * Renders a file of templates/. Helpers: `text` writes a value as a TypeScript literal, `comment` keeps a text from ending its
 * comment, and `link` writes a URL in a comment.
 *
 * @param {import('plop').NodePlopAPI} plop
 * @returns {(name: string, context: object) => string}
 */
export function renderer(plop) {
  plop.setHelper('text', (/** @type {string} */ value) => JSON.stringify(value));
  plop.setHelper('comment', (/** @type {string} */ value) => value.replaceAll('*/', '* /'));
  plop.setHelper('link', (/** @type {string} */ address) => `{@link ${address}}`);
  for (const partial of partials) plop.setPartial(partial, template(`_${partial}`));
  return (name, context) => plop.renderString(template(name), context);
}
