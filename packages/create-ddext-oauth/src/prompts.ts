import { isCancel, multiselect, select, text } from '@clack/prompts';
import {
  optionTable,
  preflight,
  type RawOptions,
  resolveOptions,
  ScaffoldError,
} from '@ddext-oauth/scaffold';
import type { Interruption } from './interruption.ts';

type Name = 'directory' | 'strategy' | 'provider' | 'image';
type Question = (raw: RawOptions, signal: AbortSignal) => Promise<RawOptions | symbol>;

/** A question for each option, by its row of the table. Loaded only when somebody is there to answer. */
const questions: Readonly<Record<Name, Question>> = {
  directory: (raw, signal) => askText('directory', raw, signal),
  image: (raw, signal) => askText('image', raw, signal),
  strategy: async (raw, signal) => {
    const { description, choices = [], fallback } = optionTable.strategy;
    const options = choices.map(({ value, label }) => ({
      value,
      label: value,
      hint: label,
      disabled: problem({ ...raw, strategy: value }) !== undefined,
    }));
    const strategy = await select({
      message: description,
      options,
      initialValue: fallback(undefined),
      signal,
    });
    return isCancel(strategy) ? strategy : { ...raw, strategy };
  },
  provider: async (raw, signal) => {
    const { choices = [], fallback } = optionTable.provider;
    const options = choices.map(({ value, label }) => ({ value, label }));
    const message = 'Who to sign in with (space chooses, return goes on)';
    const provider = await multiselect({ message, options, initialValues: [...fallback(undefined)], signal });
    return isCancel(provider) ? provider : { ...raw, provider };
  },
};

/**
 * Asks for what is open, in the table's order. Whether the directory can be made is known right after its name is, so
 * that nobody answers three more questions in vain.
 */
export async function ask(
  raw: RawOptions,
  open: readonly Name[],
  interruption: Interruption,
): Promise<RawOptions> {
  // A terminal that does not know its width says 0, and every letter would get a line of its own.
  if (process.stdout.columns === 0) process.stdout.columns = 80;
  let answers = raw;
  if (answers.directory !== undefined) await preflight(answers.directory);
  for (const name of open) {
    const answered = await questions[name](answers, interruption.signal);
    if (typeof answered === 'symbol') {
      interruption.interrupt();
      throw new ScaffoldError('cancelled', 'Cancelled; nothing was written.');
    }
    answers = answered;
    if (name === 'directory') await preflight(answers.directory ?? '');
  }
  return answers;
}

async function askText(
  name: 'directory' | 'image',
  raw: RawOptions,
  signal: AbortSignal,
): Promise<RawOptions | symbol> {
  const fallback = resolveOptions(raw).options[name];
  const answer = await text({
    message: optionTable[name].description,
    placeholder: fallback,
    defaultValue: fallback,
    validate: (value) => problem({ ...raw, [name]: value || fallback }),
    signal,
  });
  return isCancel(answer) ? answer : { ...raw, [name]: answer };
}

/** What is wrong with the options so far, as the sentence to show under the question. */
function problem(raw: RawOptions): string | undefined {
  try {
    resolveOptions(raw);
    return undefined;
  } catch (error) {
    if (error instanceof ScaffoldError) return error.message;
    throw error;
  }
}
