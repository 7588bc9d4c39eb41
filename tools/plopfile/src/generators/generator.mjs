import { camelCase, validateIdentifier, validateLine, validateName } from '../answers.mjs';
import { addMember, exportedNames } from '../source.mjs';

const PACKAGE = 'packages/nx';
const FOLDER = `${PACKAGE}/src/generators`;
const LIST = `${PACKAGE}/generators.json`;
const INDEX = `${PACKAGE}/src/generators.ts`;
const SCHEMAS = `${PACKAGE}/schemas.mjs`;
const README = `${PACKAGE}/README.md`;

/**
 * Options that can change alone, and the pattern of their values.
 *
 * @type {Readonly<Record<string, RegExp>>}
 */
const options = {
  image: /^[a-z0-9]+\/[a-z0-9-]+$/,
  port: /^[1-9]\d{3,4}$/,
  title: /^\S(.*\S)?$/,
};

/** @type {(repository: import('../repository.mjs').Repository) => import('../ask.mjs').Question[]} */
const questions = ({ has, read }) => [
  {
    name: 'name',
    message: 'Name of the generator, as in nx generate @ddext-oauth/nx:retitle',
    validate: (name) =>
      validateName(name) ??
      validateNew(name, has) ??
      validateIdentifier(name, ['change', 'rawOptions', ...exportedNames(read(INDEX))]),
  },
  {
    name: 'description',
    message: 'Description: what it does to an extension, with a capital letter and no period',
    validate: (text) =>
      validateLine(text) ??
      (/^[A-Z].*[^.]$/.test(text) ? undefined : 'start with a capital letter, and omit the period.'),
  },
  { name: 'option', message: 'Option of the extension that it changes', choices: Object.keys(options) },
  {
    name: 'value',
    message: 'A value of that option, for the test and the example',
    validate: (value, { option }) =>
      options[option].test(value) ? undefined : `this is not a valid ${option}.`,
  },
];

/** @type {import('../plan.mjs').Planner} */
function plan(answers, { read }, render) {
  const { name, option, value } = answers;
  const identifier = camelCase(name);
  const schema = `${identifier[0].toUpperCase()}${identifier.slice(1)}Schema`;
  // Nx passes a port as a number.
  const context = { ...answers, identifier, schema, value: option === 'port' ? Number(value) : value };
  const example = `--${option}=${/^[\w/]+$/.test(value) ? value : JSON.stringify(value)}`;
  const exported = `export { ${identifier} } from './generators/${name}.ts';\n`;
  return {
    create: {
      [`${FOLDER}/${name}.ts`]: render('generator.ts', context),
      [`${FOLDER}/${name}.test.ts`]: render('generator.test.ts', context),
    },
    change: {
      [INDEX]: `${read(INDEX)}${exported}`,
      [LIST]: withGenerator(read(LIST), answers, identifier),
      [SCHEMAS]: addMember(read(SCHEMAS), 'schemas', render('generator-schema', { ...context, example })),
      [README]: addRow(read(README), answers),
    },
  };
}

/**
 * @param {string} text
 * @param {import('../plan.mjs').Answers} answers
 * @param {string} identifier
 */
function withGenerator(text, { name, description }, identifier) {
  const { generators, ...rest } = JSON.parse(text);
  const factory = `./dist/generators.js#${identifier}`;
  const added = { ...generators, [name]: { factory, schema: `./dist/schemas/${name}.json`, description } };
  const sorted = Object.entries(added).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify({ ...rest, generators: Object.fromEntries(sorted) });
}

/**
 * Adds a row at the end of the table of generators.
 *
 * @param {string} text
 * @param {import('../plan.mjs').Answers} answers
 */
function addRow(text, { name, description }) {
  const row = `| \`${name}\` | ${description.replaceAll('|', '\\|')} |\n`;
  const table = /^\| Generator \|.*\n(\|.*\n)+/m.exec(text);
  if (!table) throw new Error(`${README} has no table of generators. Nothing is written. Fix the generator.`);
  const end = table.index + table[0].length;
  return `${text.slice(0, end)}${row}${text.slice(end)}`;
}

/**
 * @param {string} name
 * @param {(path: string) => boolean} has
 */
function validateNew(name, has) {
  const file = `${FOLDER}/${name}.ts`;
  return has(file) ? `${file} already exists; choose another name, or change that file.` : undefined;
}

/**
 * A generator of the Nx plugin that changes an option of an existing extension.
 *
 * @type {import('../plan.mjs').Generator}
 */
export const generator = {
  name: 'generator',
  description: 'A generator of the Nx plugin, which changes an option of an extension',
  questions,
  plan,
  products: [],
  next: ({ name }) =>
    `complete ${FOLDER}/${name}.ts; then run npm run build && npx pnpm --filter @ddext-oauth/nx test`,
};
