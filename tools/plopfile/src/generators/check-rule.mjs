import {
  camelCase,
  validateIdentifier,
  validateLine,
  validateName,
  validatePath,
  validateSentence,
  validateUrl,
} from '../answers.mjs';
import { addElement, addImport, addMember } from '../source.mjs';

const RULES = 'packages/check/src/rules';
const INDEX = `${RULES}/index.ts`;
const FIXTURES = 'packages/check/src/testing/fixtures-of-sources.ts';

/** Paths that `pnpm check` does not read: packages/check/src/sources/folder.ts. */
const unread = /(^|\/)(node_modules|dist|vendor|\.git|\.nx|\.ddext-simulator|\.env(?!\.example$)[^/]*)(\/|$)/;

/** @type {(repository: import('../repository.mjs').Repository) => import('../ask.mjs').Question[]} */
const questions = ({ has }) => [
  {
    name: 'id',
    message: 'ID of the rule, as ddext-check.json refers to it, such as readme-title',
    validate: (id) =>
      validateName(id) ?? validateNew(id, has) ?? validateIdentifier(id, ['rules', 'pattern', 'problem']),
  },
  {
    name: 'file',
    message: 'File of an extension that the rule reads, such as ui/index.html',
    validate: (file) =>
      validatePath(file) ??
      (unread.test(file) ? 'pnpm check does not read this; choose another.' : undefined),
  },
  {
    name: 'condition',
    message: 'Whether the file must or must not contain the pattern',
    choices: ['must', 'must-not'],
  },
  {
    name: 'pattern',
    message: 'Pattern, a JavaScript regular expression; ^ and $ match at each line',
    validate: validatePattern,
  },
  {
    name: 'keeps',
    message: 'Example of a file, one line, that follows the rule',
    validate: (line, answers) =>
      validateLine(line) ?? (isFollowed(line, answers) ? undefined : 'the rule reports this line.'),
  },
  {
    name: 'breaks',
    message: 'Example of a line that breaks the rule',
    validate: (line, answers) =>
      validateLine(line) ?? (isFollowed(line, answers) ? 'the rule does not report this line.' : undefined),
  },
  {
    name: 'severity',
    message:
      'Severity: error stops installation or sign-in or leaks a secret, warning fails validation, note is advice',
    choices: ['error', 'warning', 'note'],
  },
  { name: 'what', message: 'What is true of an extension that follows the rule', validate: validateSentence },
  { name: 'why', message: 'What happens otherwise', validate: validateSentence },
  {
    name: 'source',
    message: 'Source: a URL, or "RFC 8252 section 7.3"',
    validate: (source) => (/^RFC \d+ section \d+(\.\d+)*$/.test(source) ? undefined : validateUrl(source)),
  },
  { name: 'fix', message: 'Fix', validate: validateSentence },
];

/** @type {import('../plan.mjs').Planner} */
function plan(answers, { read }, render) {
  const { id, file, condition, keeps, breaks } = answers;
  const identifier = camelCase(id);
  const pattern = expression(answers);
  // Each match is a finding. A missing pattern is one finding, in the first line.
  const findings = condition === 'must' ? 1 : (`${breaks}\n`.match(pattern)?.length ?? 0);
  const values = [file, `${keeps}\n`, `${breaks}\n`].map((value) => JSON.stringify(value));
  const fixture = `inSource(${[...values, ...Array(findings).fill(1)].join(', ')})`;
  const imported = addImport(read(INDEX), `import { ${identifier} } from './${id}.ts';`);
  return {
    create: { [`${RULES}/${id}.ts`]: render(`rule-${condition}.ts`, { ...answers, identifier, pattern }) },
    change: {
      [INDEX]: addElement(imported, 'rules', identifier),
      [FIXTURES]: addMember(read(FIXTURES), 'sourceFixtures', `${JSON.stringify(id)}: ${fixture}`),
    },
  };
}

/** @param {import('../plan.mjs').Answers} answers */
const expression = ({ condition, pattern }) => new RegExp(pattern, condition === 'must' ? 'm' : 'gm');

/**
 * @param {string} line
 * @param {import('../plan.mjs').Answers} answers
 */
function isFollowed(line, answers) {
  return new RegExp(answers.pattern, 'm').test(`${line}\n`) === (answers.condition === 'must');
}

/** @param {string} pattern */
function validatePattern(pattern) {
  if (pattern === '') return 'write a pattern; every file contains the empty one.';
  try {
    new RegExp(pattern, 'm');
    return undefined;
  } catch (error) {
    return `${error instanceof Error ? error.message : error}.`;
  }
}

/**
 * @param {string} id
 * @param {(path: string) => boolean} has
 */
function validateNew(id, has) {
  const file = `${RULES}/${id}.ts`;
  return has(file) ? `${file} already exists; choose another id, or change that file.` : undefined;
}

/**
 * A rule of `pnpm check` for one file of a workspace.
 *
 * @type {import('../plan.mjs').Generator}
 */
export const checkRule = {
  name: 'check-rule',
  description: 'A rule of pnpm check: what a file of an extension must or must not contain',
  questions,
  plan,
  products: [{ project: 'check', script: 'rules-page.mjs', makes: 'docs/check.md' }],
  next: ({ id }) =>
    `add a mistake that ${id} finds to packages/check/src/testing/mistakes-in-….ts; then run npx pnpm --filter @ddext-oauth/check test`,
};
