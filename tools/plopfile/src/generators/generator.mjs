import { camelCase, refuseName, refuseUnlessLine, refuseWord } from '../answers.mjs';
import { addMember, exportedNames } from '../source.mjs';

const PACKAGE = 'packages/nx';
const FOLDER = `${PACKAGE}/src/generators`;
const LIST = `${PACKAGE}/generators.json`;
const INDEX = `${PACKAGE}/src/generators.ts`;
const SCHEMAS = `${PACKAGE}/schemas.mjs`;
const README = `${PACKAGE}/README.md`;

/**
 * What can be changed without anything else, and what a value of it looks like.
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
    message: 'Name of the generator, as after nx generate @ddext-oauth/nx: such as retitle',
    refuse: (name) =>
      refuseName(name) ??
      refuseTaken(name, has) ??
      refuseWord(name, ['change', 'rawOptions', ...exportedNames(read(INDEX))]),
  },
  {
    name: 'description',
    message: 'What it does to an extension, with a capital and without a full stop',
    refuse: (text) =>
      refuseUnlessLine(text) ??
      (/^[A-Z].*[^.]$/.test(text) ? undefined : 'begin with a capital, and leave the full stop out.'),
  },
  { name: 'option', message: 'Which option of the extension it changes', choices: Object.keys(options) },
  {
    name: 'value',
    message: 'A value of that option, for the test and the example',
    refuse: (value, { option }) =>
      options[option].test(value) ? undefined : `no ${option} looks like this.`,
  },
];

/** @type {import('../plan.mjs').Planner} */
function plan(answers, { read }, render) {
  const { name, option, value } = answers;
  const identifier = camelCase(name);
  const schema = `${identifier[0].toUpperCase()}${identifier.slice(1)}Schema`;
  // Nx hands a port on as a number.
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
 * At the end of the table of generators.
 *
 * @param {string} text
 * @param {import('../plan.mjs').Answers} answers
 */
function addRow(text, { name, description }) {
  const row = `| \`${name}\` | ${description.replaceAll('|', '\\|')} |\n`;
  const table = /^\| Generator \|.*\n(\|.*\n)+/m.exec(text);
  if (!table) throw new Error(`${README} has no table of generators. Nothing is written; fix the generator.`);
  const end = table.index + table[0].length;
  return `${text.slice(0, end)}${row}${text.slice(end)}`;
}

/**
 * @param {string} name
 * @param {(path: string) => boolean} has
 */
function refuseTaken(name, has) {
  const file = `${FOLDER}/${name}.ts`;
  return has(file) ? `${file} is there already; choose another name, or change that file.` : undefined;
}

/**
 * A generator of the Nx plugin that changes an option of an extension that is there.
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
    `see in ${FOLDER}/${name}.ts what else it should do; then run npm run build && npx pnpm --filter @ddext-oauth/nx test`,
};
