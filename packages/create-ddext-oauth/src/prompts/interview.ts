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

/** Asks one question, with the answer so far as the one to begin with. Undefined takes the default. */
export type Question = (asking: Asking) => Promise<Answered<string | readonly string[] | undefined>>;

export interface Asking {
  readonly answers: RawOptions;
  /** What the command line says, which is not asked. */
  readonly given: RawOptions;
  readonly clack: Clack;
  readonly keys: Keys;
  readonly signal: AbortSignal;
}

/** Shows what would be created. It returns the options when they are confirmed, or the name of the option to ask again. */
export type Review = (asking: Asking) => Promise<Answered<ResolvedOptions | OptionName>>;

export interface Script {
  /** In the order in which they are asked. */
  readonly questions: Readonly<Partial<Record<OptionName, Question>>>;
  readonly review: Review;
  /** Takes out of the answers what an answer to another question has ruled out. */
  readonly adjust: (answers: RawOptions) => RawOptions;
}

/**
 * Asks what is open, one question after the other, then whether it is right. Nothing that was answered is lost by going
 * back: each question begins with its earlier answer.
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

/** Whether an option means anything with the strategy and the providers that are chosen. */
export function concerns(name: OptionName, answers: Pick<RawOptions, 'strategy' | 'provider'>): boolean {
  const { goesWith } = optionTable[name];
  const { strategy = optionTable.strategy.fallback(undefined), provider } = answers;
  if (goesWith !== undefined && goesWith !== strategy) return false;
  return name !== 'accept' || providersToAcceptOf({ strategy, provider }).length > 0;
}
