import { readFileSync } from 'node:fs';

const template = (name) => readFileSync(new URL(`../templates/${name}.hbs`, import.meta.url), 'utf8');
const partials = ['facts', 'answers'];

/**
 * Renders a file of templates/. `text` writes a value as a literal of TypeScript, `comment` a text into a comment, which it
 * must not end, and `link` an address there.
 *
 * @returns {(name: string, context: object) => string}
 */
export function renderer(plop) {
  plop.setHelper('text', (value) => JSON.stringify(value));
  plop.setHelper('comment', (value) => value.replaceAll('*/', '* /'));
  plop.setHelper('link', (address) => `{@link ${address}}`);
  for (const partial of partials) plop.setPartial(partial, template(`_${partial}`));
  return (name, context) => plop.renderString(template(name), context);
}
