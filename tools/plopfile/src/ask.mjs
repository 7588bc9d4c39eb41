import { parseArgs } from 'node:util';

/**
 * @typedef {object} Question
 * @property {string} name of the answer, and of the flag that gives it
 * @property {string} message
 * @property {readonly string[]} [choices] the only answers there are
 * @property {string} [default] used without a terminal, and offered at one
 * @property {{name: string, is: string}} [when] asked only after that answer to an earlier question
 * @property {(answer: string, answers: Readonly<Record<string, string>>) => string | undefined} [refuse] what is wrong with
 *   an answer, and what to do, as a sentence
 */

/**
 * As inquirer takes it.
 *
 * @typedef {{type: string, name: string, message: string, default?: string, choices?: readonly string[],
 *   validate?: (answer: string) => true | string}} Prompt
 */

/**
 * The words of the command line that are for a generator, whether or not `--` sets them off.
 *
 * @param {string} generator
 * @param {readonly string[]} [words]
 */
export function wordsAfter(generator, words = process.argv.slice(2)) {
  const after = words.slice(words.indexOf(generator) + 1);
  return after.filter((word, index) => word !== '--' || index > 0);
}

/**
 * Gets an answer to each question that applies: from a flag, from the person at the terminal, or, where there is none, from
 * its default.
 *
 * @param {{prompt: (prompts: Prompt[]) => Promise<Record<string, string>>}} inquirer
 * @param {{name: string, questions: readonly Question[]}} generator
 * @param {readonly string[]} words flags, as `--name value`
 * @param {boolean} terminal whether questions can be asked
 * @returns {Promise<Record<string, string>>}
 * @throws {Error} with a sentence, for a flag or an answer that is no good, and for all that is missing
 */
export async function ask(inquirer, { name, questions }, words, terminal = isTerminal()) {
  const given = readFlags(name, questions, words);
  /** @type {Record<string, string>} */
  const answers = {};
  const missing = [];
  for (const question of questions) {
    const flag = given[question.name];
    const { when } = question;
    if (when && answers[when.name] !== when.is) {
      if (flag !== undefined) throw new Error(`--${question.name} goes with --${when.name} ${when.is} only.`);
    } else if (flag !== undefined) {
      const wrong = wrongWith(question, flag, answers);
      if (wrong) throw new Error(`--${question.name} ${JSON.stringify(flag)}: ${wrong}`);
      answers[question.name] = flag;
    } else if (terminal) {
      Object.assign(answers, await inquirer.prompt([prompt(question, answers)]));
    } else if (question.default !== undefined) {
      answers[question.name] = question.default;
    } else {
      missing.push(question);
    }
  }
  if (missing.length > 0) throw new Error(`There is no terminal to ask at. Give as well:\n${table(missing)}`);
  return answers;
}

const isTerminal = () => Boolean(process.stdin.isTTY && process.stdout.isTTY);

/**
 * @param {string} name of the generator
 * @param {readonly Question[]} questions
 * @param {readonly string[]} words
 * @returns {Readonly<Record<string, string | undefined>>}
 */
function readFlags(name, questions, words) {
  const options = Object.fromEntries(
    questions.map(({ name: flag }) => [flag, { type: /** @type {const} */ ('string') }]),
  );
  try {
    return parseArgs({ args: [...words], options, allowPositionals: false }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${name} takes:\n${table(questions)}`);
  }
}

/** @param {readonly Question[]} questions */
const table = (questions) =>
  questions
    .map(({ name, message, choices }) => `  --${name}  ${message}${choices ? `: ${choices.join(', ')}` : ''}`)
    .join('\n');

/**
 * @param {Question} question
 * @param {string} answer
 * @param {Readonly<Record<string, string>>} answers
 */
function wrongWith({ choices, refuse }, answer, answers) {
  if (choices && !choices.includes(answer)) return `choose one of ${choices.join(', ')}.`;
  return refuse?.(answer, answers);
}

/**
 * @param {Question} question
 * @param {Readonly<Record<string, string>>} answers
 * @returns {Prompt}
 */
function prompt(question, answers) {
  const { name, message, choices } = question;
  return {
    type: choices ? 'list' : 'input',
    name,
    message,
    ...(question.default !== undefined && { default: question.default }),
    ...(choices && { choices }),
    ...(!choices && {
      validate: (/** @type {string} */ answer) => wrongWith(question, answer, answers) ?? true,
    }),
  };
}
