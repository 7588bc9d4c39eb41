import type { Verdict } from '../verdict.ts';
import { type Combination, combinationsOf, combinationsWith, dimensions } from './combination.ts';
import { rules } from './rules.ts';

/** The result of one rule for a combination. */
export interface Finding {
  /** The id of the rule. */
  readonly rule: string;
  readonly verdict: Verdict;
}

/** Whether a combination works, and why. */
export interface Judgement {
  readonly possible: Verdict['possible'];
  /** The findings that decide: for an impossible combination those that rule it out, for an unknown one each doubt. */
  readonly reasons: readonly Finding[];
  /** Notes for the developer of a combination that works. */
  readonly notes: readonly string[];
}

/**
 * Applies every rule to a combination. The result depends only on the preset and the rules.
 *
 * @example
 *   judge({ preset, strategy: 'extension-tab', redirect: 'scheme', exchange: 'backend', grant: 'authorization_code', client: 'public', host: 'docker' }).possible;
 */
export function judge(combination: Combination): Judgement {
  const findings = rules
    .filter(({ concerns }) => concerns(combination))
    .map(({ id, verdict }) => ({ rule: id, verdict: verdict(combination) }));
  const reasonsFor = (possible: Verdict['possible']) =>
    findings.filter(({ verdict }) => verdict.possible === possible);
  const notes = findings.flatMap(({ verdict }) =>
    verdict.possible === true && verdict.note ? [verdict.note] : [],
  );
  const [against, doubts] = [reasonsFor(false), reasonsFor('unknown')];
  if (against.length > 0) return { possible: false, reasons: against, notes };
  if (doubts.length > 0) return { possible: 'unknown', reasons: doubts, notes };
  return { possible: true, reasons: [], notes };
}

/** The parts that a developer chooses. The other parts follow from the registration, and the host from the user. */
export type Choice = Partial<Omit<Combination, 'preset'>>;

/**
 * Returns the best combination of a provider for a partial choice.
 *
 * @example
 *   const { possible, reasons } = judgeChoice(preset, { strategy: 'extension-tab', redirect: 'bridge' });
 *
 * @returns the combination judged best; the more common one among equals
 */
export function judgeChoice(
  preset: Combination['preset'],
  choice: Choice,
): Judgement & { readonly combination: Combination } {
  const judged = combinationsWith(preset, choice).map((combination) => ({
    combination,
    ...judge(combination),
  }));
  const best = judged.sort((a, b) => rank(a) - rank(b))[0];
  if (best === undefined) throw new RangeError('The choice names a value that no combination has.');
  return best;
}

/**
 * Returns combinations that work in place of a choice that does not: the possible ones that differ in the fewest parts,
 * or the unknown ones if none is possible. The host of the choice stays, because users have theirs.
 *
 * @example
 *   const [best] = alternativesTo(preset, { strategy: 'extension-tab', redirect: 'scheme' });
 */
export function alternativesTo(preset: Combination['preset'], choice: Choice): readonly Combination[] {
  const others = combinationsOf(preset)
    .filter(({ grant }) => grant !== 'client_credentials' || choice.grant === 'client_credentials')
    .filter(({ host }) => choice.host === undefined || host === choice.host)
    .map((combination) => ({ combination, away: distance(combination, choice), ...judge(combination) }))
    .filter(({ away }) => away > 0);
  for (const possible of [true, 'unknown'] as const) {
    const good = others.filter((other) => other.possible === possible);
    const nearest = Math.min(...good.map(({ away }) => away));
    if (good.length > 0)
      return good.filter(({ away }) => away === nearest).map(({ combination }) => combination);
  }
  return [];
}

const ranks: readonly Verdict['possible'][] = [true, 'unknown', false];

function rank({ possible, reasons }: Judgement): number {
  return ranks.indexOf(possible) * 100 + reasons.length;
}

function distance(combination: Combination, choice: Choice): number {
  const parts = Object.keys(dimensions) as (keyof Choice)[];
  return parts.filter((part) => choice[part] !== undefined && choice[part] !== combination[part]).length;
}
