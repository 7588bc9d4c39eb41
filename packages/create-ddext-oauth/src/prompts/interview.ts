import {
  type OptionName,
  optionTable,
  providersToAcceptOf,
  type RawOptions,
  type ResolvedOptions,
  ScaffoldError,
} from '@ddext-oauth/scaffold';
import type { Interruption } from '../interruption.ts';
import { type Answered, BACK, CANCEL, type Clack, type Keys } from './answer.ts';

/** Shows a prompt that starts with the earlier answer. Undefined selects the default. */
export type Question = (asking: Asking) => Promise<Answered<string | readonly string[] | undefined>>;

export interface Asking {
  readonly answers: RawOptions;
  /** Options of the command line, for which there is no prompt. */
  readonly given: RawOptions;
  readonly clack: Clack;
  readonly keys: Keys;
  readonly signal: AbortSignal;
}

/** Shows what would be created. It returns the options when they are confirmed, or the name of the option to ask again. */
export type Review = (asking: Asking) => Promise<Answered<ResolvedOptions | OptionName>>;

export interface Script {
  /** In the order of the prompts. */
  readonly questions: Readonly<Partial<Record<OptionName, Question>>>;
  readonly review: Review;
  /** Removes answers that another answer makes invalid. */
  readonly adjust: (answers: RawOptions) => RawOptions;
}

/**
 * Prompts for the missing options one by one, then for confirmation. Going back keeps all answers: each prompt starts with its earlier
 * answer.
 *
 * @throws {ScaffoldError} `cancelled`
 */
export async function interview(
  { questions, review, adjust }: Script,
  given: RawOptions,
  { clack, keys }: Pick<Asking, 'clack' | 'keys'>,
  interruption: Interruption,
): Promise<ResolvedOptions> {
  const { signal } = interruption;
  const names = Object.keys(questions) as OptionName[];
  const settled = new Set(names.filter((name) => given[name] !== undefined));
  const trail: OptionName[] = [];
  let answers = given;
  let wanted: OptionName | undefined;
  const goBack = () => {
    wanted = trail.pop();
    if (wanted) settled.delete(wanted);
  };
  const cancel = () => {
    if (!signal.aborted) interruption.interrupt();
    return new ScaffoldError('cancelled', 'Cancelled; nothing was written.');
  };

  for (;;) {
    const asking = { answers, given, clack, keys, signal };
    const name = wanted ?? names.find((each) => !settled.has(each) && concerns(each, answers));
    const question = name && questions[name];
    if (!name || !question) {
      const decision = await review(asking);
      if (decision === CANCEL) throw cancel();
      if (typeof decision === 'object') return decision;
      if (decision === BACK) goBack();
      else wanted = decision;
      continue;
    }
    const answer = await question(asking);
    if (answer === CANCEL) throw cancel();
    wanted = undefined;
    if (answer === BACK) {
      goBack();
      continue;
    }
    const adjusted = adjust({ ...answers, [name]: answer });
    settled.add(name);
    for (const each of names) if (answers[each] !== adjusted[each] && each !== name) settled.delete(each);
    trail.push(name);
    answers = adjusted;
  }
}

/** The options of a sign-in in the browser. */
const ofSignIn: readonly OptionName[] = ['strategy', 'redirect', 'exchange', 'provider', 'accept', 'port'];

/** Whether an option has an effect with the chosen strategy and providers. Without providers, users only paste keys. */
export function concerns(
  name: OptionName,
  answers: Pick<RawOptions, 'strategy' | 'provider' | 'token'>,
): boolean {
  const { goesWith } = optionTable[name];
  const { strategy = optionTable.strategy.fallback(undefined), token = [] } = answers;
  const provider = answers.provider ?? optionTable.provider.fallback({ token });
  if (provider.length === 0 && token.length > 0) return !ofSignIn.includes(name);
  if (goesWith !== undefined && goesWith !== strategy) return false;
  return name !== 'accept' || providersToAcceptOf({ strategy, provider }).length > 0;
}
