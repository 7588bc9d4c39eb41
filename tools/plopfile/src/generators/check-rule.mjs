import {
  camelCase,
  refuseAddress,
  refuseName,
  refusePath,
  refuseSentence,
  refuseUnlessLine,
  refuseWord,
} from '../answers.mjs';
import { addElement, addImport, addMember } from '../source.mjs';

const RULES = 'packages/check/src/rules';
const INDEX = `${RULES}/index.ts`;
const FIXTURES = 'packages/check/src/testing/fixtures-of-sources.ts';

/** What `pnpm check` reads nothing of: packages/check/src/sources/folder.ts. */
const unread = /(^|\/)(node_modules|dist|vendor|\.git|\.nx|\.ddext-simulator|\.env(?!\.example$)[^/]*)(\/|$)/;

/** @type {(repository: import('../repository.mjs').Repository) => import('../ask.mjs').Question[]} */
const questions = ({ has }) => [
  {
    name: 'id',
    message: 'Id of the rule, which ddext-check.json may silence, such as readme-title',
    refuse: (id) => refuseName(id) ?? refuseTaken(id, has) ?? refuseWord(id, ['rules', 'pattern', 'problem']),
  },
  {
    name: 'file',
    message: 'File of an extension that it looks at, such as ui/index.html',
    refuse: (file) =>
      refusePath(file) ?? (unread.test(file) ? 'pnpm check does not read this; choose another.' : undefined),
  },
  {
    name: 'condition',
    message: 'Whether the file must contain something or must not',
    choices: ['must', 'must-not'],
  },
  {
    name: 'pattern',
    message: 'What, as a regular expression of JavaScript; ^ and $ are of a line',
    refuse: refusePattern,
  },
  {
    name: 'keeps',
    message: 'A line that keeps the rule, alone in the file',
    refuse: (line, answers) =>
      refuseUnlessLine(line) ?? (isKept(line, answers) ? undefined : 'the rule as stated finds this wrong.'),
  },
  {
    name: 'breaks',
    message: 'A line that breaks it',
    refuse: (line, answers) =>
      refuseUnlessLine(line) ??
      (isKept(line, answers) ? 'the rule as stated finds nothing wrong here.' : undefined),
  },
  { name: 'what', message: 'What holds in an extension that keeps it', refuse: refuseSentence },
  { name: 'why', message: 'What happens otherwise', refuse: refuseSentence },
  {
    name: 'source',
    message: 'Who says so: an address, or "RFC 8252 section 7.3"',
    refuse: (source) => (/^RFC \d+ section \d+(\.\d+)*$/.test(source) ? undefined : refuseAddress(source)),
  },
  { name: 'fix', message: 'What to do where it is broken', refuse: refuseSentence },
];

/** @type {import('../plan.mjs').Planner} */
function plan(answers, { read }, render) {
  const { id, file, condition, keeps, breaks } = answers;
  const identifier = camelCase(id);
  const pattern = expression(answers);
  // Each match is a finding; what is not there at all is one, of the first line.
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
function isKept(line, answers) {
  return new RegExp(answers.pattern, 'm').test(`${line}\n`) === (answers.condition === 'must');
}

/** @param {string} pattern */
function refusePattern(pattern) {
  if (pattern === '') return 'write something; every file contains the empty pattern.';
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
function refuseTaken(id, has) {
  const file = `${RULES}/${id}.ts`;
  return has(file) ? `${file} is there already; choose another id, or change that file.` : undefined;
}

/**
 * A rule of `pnpm check` over one file of a workspace.
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
    `seed a mistake that ${id} finds in packages/check/src/testing/mistakes-in-….ts; then run npx pnpm --filter @ddext-oauth/check test`,
};
