import { expressionOf, languageOf } from '../../../../packages/scaffold/languages.mjs';
import { refuseName, refusePath, refuseUnlessLine } from '../answers.mjs';
import { addElement, membersOf } from '../source.mjs';

const OVERLAYS = 'packages/scaffold/src/plan/overlays.ts';
const TEST = 'packages/scaffold/src/plan/overlays.test.ts';
const CONTEXT = 'packages/scaffold/src/plan/context.ts';
const README = 'packages/scaffold/README.md';

const bridge = { strategy: 'extension-tab', redirect: 'bridge' };
const page = { strategy: 'extension-tab', exchange: 'ui' };

/**
 * When an overlay may be laid: as overlays.ts says it, with options for which it is and options for which it is not.
 *
 * @type {Readonly<Record<string, {applies: string, laid: object, left: object}>>}
 */
const conditions = {
  'backend-callback': {
    applies: `({ strategy }) => strategy === 'backend-callback'`,
    ...{ laid: { strategy: 'backend-callback' }, left: { strategy: 'extension-tab' } },
  },
  'extension-tab': {
    applies: `({ strategy }) => strategy === 'extension-tab'`,
    ...{ laid: { strategy: 'extension-tab' }, left: { strategy: 'backend-callback' } },
  },
  bridge: { applies: '({ bridge }) => bridge', laid: bridge, left: { strategy: 'extension-tab' } },
  page: { applies: '({ page }) => page', laid: page, left: { strategy: 'extension-tab' } },
  backend: { applies: '({ page }) => !page', laid: {}, left: page },
};

/** @type {(repository: import('../repository.mjs').Repository) => import('../ask.mjs').Question[]} */
const questions = (repository) => [
  {
    name: 'name',
    message: 'Name of the overlay, by what adds it or what it adds, without the +',
    refuse: (name) =>
      refuseName(name) ??
      (repository.has(`templates/+${name}`)
        ? `templates/+${name} is there already; choose another name.`
        : undefined),
  },
  {
    name: 'when',
    message: 'When it is laid: with a strategy, with --redirect bridge, or with or without a backend (page)',
    choices: Object.keys(conditions),
  },
  { name: 'adds', message: 'What it adds, as a phrase without a full stop', refuse: refuseUnlessLine },
  {
    name: 'file',
    message: 'Its first file, as an extension will have it, such as docs/metrics.md',
    refuse: (file) => refusePath(file) ?? refuseTwice(file, repository),
  },
  {
    name: 'text',
    message: 'The first line of that file; {{title}} and the like stand for what the extension is made of',
    refuse: (text) => refuseUnlessLine(text) ?? refuseBraces(text, repository),
  },
];

/** @type {import('../plan.mjs').Planner} */
function plan({ name, when, adds, file, text }, { read }) {
  const { applies, laid, left } = conditions[when];
  const folder = `+${name}`;
  const row = `overlay('${folder}', ${applies})`;
  /** @param {string} other */
  const beforeProviders = (other) => other.includes("folder: 'provider'");
  const template = `${templatePath(file)}${text.includes('{{') ? '.hbs' : ''}`;
  const sample = `{ folder: '${folder}', laid: ${JSON.stringify(laid)}, left: ${JSON.stringify(left)} }`;
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
 * With each value written so that it means itself in the language of the file.
 *
 * @param {string} text
 * @param {string} file
 */
const escaped = (text, file) =>
  text.replace(/\{\{(.*?)\}\}/g, (_, value) => expressionOf(value, languageOf(file)));

/**
 * As templates spell it: a dot at the beginning of a name would hide the template too.
 *
 * @param {string} file
 */
const templatePath = (file) => file.replace(/(^|\/)\./g, '$1dot-');

/**
 * After the last overlay of the table.
 *
 * @param {string} text
 * @param {string} row
 */
function addRow(text, row) {
  const lines = text.split('\n');
  const last = lines.findLastIndex((line) => line.startsWith('| `+'));
  if (last === -1)
    throw new Error(`${README} has no table of overlays. Nothing is written; fix the generator.`);
  return lines.toSpliced(last + 1, 0, row).join('\n');
}

/**
 * An overlay may replace what is common, not what another overlay brings.
 *
 * @param {string} file
 * @param {import('../repository.mjs').Repository} repository
 */
function refuseTwice(file, { has, list }) {
  const others = list('templates').filter((folder) => folder !== 'extension');
  const paths = others.flatMap((folder) =>
    ['', '.hbs'].map((end) => `templates/${folder}/${templatePath(file)}${end}`),
  );
  const there = paths.find(has);
  return there && `${there} makes that already; choose another file.`;
}

/**
 * @param {string} text
 * @param {import('../repository.mjs').Repository} repository
 */
function refuseBraces(text, { read }) {
  const known = membersOf(read(CONTEXT), 'TemplateContext');
  const named = [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, inside]) => inside);
  const strange = named.find((name) => !known.includes(name));
  if (strange === undefined && !/\{\{|\}\}/.test(text.replace(/\{\{(.*?)\}\}/g, ''))) return undefined;
  return `between {{ and }} goes one of ${known.join(', ')}.`;
}

/**
 * Template files that an option adds.
 *
 * @type {import('../plan.mjs').Generator}
 */
export const overlay = {
  name: 'overlay',
  description: 'Templates that are laid over the common ones where an option asks for them',
  questions,
  plan,
  products: [],
  next: ({ name }) =>
    `put what else it adds into templates/+${name}; then run npm run build && npx pnpm --filter @ddext-oauth/scaffold test, and npm run create -- ../DIR to see it`,
};
