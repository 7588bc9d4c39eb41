import { readFileSync } from 'node:fs';

/** @param {string} name */
const template = (name) => readFileSync(new URL(`../templates/${name}.hbs`, import.meta.url), 'utf8');
const partials = ['facts', 'answers'];

/**
 * Renders a file of templates/. `text` writes a value as a literal of TypeScript, `comment` a text into a comment, which it
 * must not end, and `link` an address there.
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
