import { expressionOf, languageOf } from '../../../../packages/scaffold/languages.mjs';
import { validateLine, validateName, validatePath } from '../answers.mjs';
import { addElement, membersOf } from '../source.mjs';

const OVERLAYS = 'packages/scaffold/src/plan/overlays.ts';
const TEST = 'packages/scaffold/src/plan/overlays.test.ts';
const CONTEXT = 'packages/scaffold/src/plan/context.ts';
const README = 'packages/scaffold/README.md';

const bridge = { strategy: 'extension-tab', redirect: 'bridge' };
const page = { strategy: 'extension-tab', exchange: 'ui' };

/**
 * Conditions of overlays: the code in overlays.ts, options that meet it and options that do not.
 *
 * @type {Readonly<Record<string, {applies: string, enabled: object, disabled: object}>>}
 */
const conditions = {
  'backend-callback': {
    applies: '({ oauth, tab }) => oauth && !tab',
    ...{ enabled: { strategy: 'backend-callback' }, disabled: { strategy: 'extension-tab' } },
  },
  'extension-tab': {
    applies: '({ tab }) => tab',
    ...{ enabled: { strategy: 'extension-tab' }, disabled: { strategy: 'backend-callback' } },
  },
  bridge: { applies: '({ bridge }) => bridge', enabled: bridge, disabled: { strategy: 'extension-tab' } },
  page: { applies: '({ page }) => page', enabled: page, disabled: { strategy: 'extension-tab' } },
  backend: { applies: '({ page }) => !page', enabled: {}, disabled: page },
};

/** @type {(repository: import('../repository.mjs').Repository) => import('../ask.mjs').Question[]} */
const questions = (repository) => [
  {
    name: 'name',
    message: 'Name of the overlay without the +: the option that adds it, or what it adds',
    validate: (name) =>
      validateName(name) ??
      (repository.has(`templates/+${name}`)
        ? `templates/+${name} already exists; choose another name.`
        : undefined),
  },
  {
    name: 'when',
    message: 'When it applies: with a strategy, with --redirect bridge, or with or without a backend (page)',
    choices: Object.keys(conditions),
  },
  { name: 'adds', message: 'What it adds, as a phrase without a period', validate: validateLine },
  {
    name: 'file',
    message: 'Its first file, by its path in an extension, such as docs/metrics.md',
    validate: (file) => validatePath(file) ?? validateSingle(file, repository),
  },
  {
    name: 'text',
    message:
      'The first line of that file; {{title}} is replaced with the title of the extension, for example',
    validate: (text) => validateLine(text) ?? validatePlaceholders(text, repository),
  },
];

/** @type {import('../plan.mjs').Planner} */
function plan({ name, when, adds, file, text }, { read }) {
  const { applies, enabled, disabled } = conditions[when];
  const folder = `+${name}`;
  const row = `overlay('${folder}', ${applies})`;
  /** @param {string} other */
  const beforeProviders = (other) => other.includes("folder: 'provider'");
  const template = `${templatePath(file)}${text.includes('{{') ? '.hbs' : ''}`;
  const sample = `{ folder: '${folder}', enabled: ${JSON.stringify(enabled)}, disabled: ${JSON.stringify(disabled)} }`;
  return {
    create: { [`templates/${folder}/${template}`]: `${escaped(text, file)}\n` },
    change: {
      [OVERLAYS]: addElement(read(OVERLAYS), 'overlays', row, beforeProviders),
      [TEST]: addElement(read(TEST), 'samples', sample),
      [README]: addRow(read(README), `| \`${folder}/\` | ${adds.replaceAll('|', '\\|')} |`),
    },
  };
}

/**
 * Escapes each value for the language of the file.
 *
 * @param {string} text
 * @param {string} file
 */
const escaped = (text, file) =>
  text.replace(/\{\{(.*?)\}\}/g, (_, value) => expressionOf(value, languageOf(file)));

/**
 * The path in templates/: a leading dot is written as dot-, because it would hide the template as well.
 *
 * @param {string} file
 */
const templatePath = (file) => file.replace(/(^|\/)\./g, '$1dot-');

/**
 * Adds a row after the last overlay of the table.
 *
 * @param {string} text
 * @param {string} row
 */
function addRow(text, row) {
  const lines = text.split('\n');
  const last = lines.findLastIndex((line) => line.startsWith('| `+'));
  if (last === -1)
    throw new Error(`${README} has no table of overlays. Nothing is written. Fix the generator.`);
  return lines.toSpliced(last + 1, 0, row).join('\n');
}

/**
 * An overlay can replace a common file, but not a file of another overlay.
 *
 * @param {string} file
 * @param {import('../repository.mjs').Repository} repository
 */
function validateSingle(file, { has, list }) {
  const others = list('templates').filter((folder) => folder !== 'extension');
  const paths = others.flatMap((folder) =>
    ['', '.hbs'].map((end) => `templates/${folder}/${templatePath(file)}${end}`),
  );
  const there = paths.find(has);
  return there && `${there} already generates this file; choose another one.`;
}

/**
 * @param {string} text
 * @param {import('../repository.mjs').Repository} repository
 */
function validatePlaceholders(text, { read }) {
  const known = membersOf(read(CONTEXT), 'TemplateContext');
  const named = [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, inside]) => inside);
  const strange = named.find((name) => !known.includes(name));
  if (strange === undefined && !/\{\{|\}\}/.test(text.replace(/\{\{(.*?)\}\}/g, ''))) return undefined;
  return `valid names between {{ and }} are ${known.join(', ')}.`;
}

/**
 * Template files that an option adds.
 *
 * @type {import('../plan.mjs').Generator}
 */
export const overlay = {
  name: 'overlay',
  description: 'Templates that an option adds to the common ones',
  questions,
  plan,
  products: [],
  next: ({ name }) =>
    `add its other files to templates/+${name}; then run npm run build && npx pnpm --filter @ddext-oauth/scaffold test, and npm run create -- ../DIR to see it`,
};
