import { parseArgs } from 'node:util';

/**
 * @typedef {object} Question
 * @property {string} name of the answer and of its flag
 * @property {string} message
 * @property {readonly string[]} [choices] the valid answers
 * @property {string} [default] used without a terminal, and proposed in one
 * @property {{name: string, is: string}} [when] asked only if an earlier question has this answer
 * @property {(answer: string, answers: Readonly<Record<string, string>>) => string | undefined} [validate] what to
 *   change in an answer, as a sentence
 */

/**
 * A prompt of inquirer.
 *
 * @typedef {{type: string, name: string, message: string, default?: string, choices?: readonly string[],
 *   validate?: (answer: string) => true | string}} Prompt
 */

/**
 * The command-line arguments of a generator, with or without a `--` before them.
 *
 * @param {string} generator
 * @param {readonly string[]} [words]
 */
export function argumentsAfter(generator, words = process.argv.slice(2)) {
  const after = words.slice(words.indexOf(generator) + 1);
  return after.filter((word, index) => word !== '--' || index > 0);
}

/**
 * Gets an answer to each question that applies: from its flag, from a prompt if there is a terminal, or else from its default.
 *
 * @param {{prompt: (prompts: Prompt[]) => Promise<Record<string, string>>}} inquirer
 * @param {{name: string, questions: readonly Question[]}} generator
 * @param {readonly string[]} words flags, as `--name value`
 * @param {boolean} terminal whether questions can be asked
 * @returns {Promise<Record<string, string>>}
 * @throws {Error} for an unknown flag, an invalid answer and missing answers
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
      if (flag !== undefined) throw new Error(`--${question.name} requires --${when.name} ${when.is}.`);
    } else if (flag !== undefined) {
      const wrong = problemWith(question, flag, answers);
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
  if (missing.length > 0)
    throw new Error(`There is no terminal for prompts. Add these options:\n${table(missing)}`);
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
    throw new Error(
      `${error instanceof Error ? error.message : error}\nOptions of ${name}:\n${table(questions)}`,
    );
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
function problemWith({ choices, validate }, answer, answers) {
  if (choices && !choices.includes(answer)) return `choose one of ${choices.join(', ')}.`;
  return validate?.(answer, answers);
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
      validate: (/** @type {string} */ answer) => problemWith(question, answer, answers) ?? true,
    }),
  };
}
