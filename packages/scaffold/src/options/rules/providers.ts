import type { CatalogueEntry, Verdict } from '@ddext-oauth/providers';
import {
  alternativesTo,
  type Choice,
  type Combination,
  judgeChoice,
} from '@ddext-oauth/providers/compatibility';
import { ScaffoldError } from '../../errors.ts';
import { nearest } from '../nearest.ts';

/**
 * Checks preset ids against the catalogue: at least one, each known, none twice.
 *
 * @throws {ScaffoldError} `provider-unknown`, `provider-twice`
 */
export function parseProviders(
  given: readonly string[],
  catalogue: readonly CatalogueEntry[],
): readonly CatalogueEntry[] {
  const twice = given.find((id, index) => given.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new ScaffoldError('provider-twice', `The provider ${twice} is given twice; give it once.`);
  }
  if (given.length === 0) throw unknown('', catalogue);
  return given.map((id) => {
    const preset = catalogue.find((candidate) => candidate.id === id);
    if (preset === undefined) throw unknown(id, catalogue);
    return preset;
  });
}

function unknown(id: string, catalogue: readonly CatalogueEntry[]): ScaffoldError {
  const ids = catalogue.map((preset) => preset.id);
  const near = nearest(id, ids);
  const meant = near
    ? `did you mean ${near}? All there are`
    : 'give one of these, each with its own --provider';
  return new ScaffoldError(
    'provider-unknown',
    `There is no provider ${JSON.stringify(id)}; ${meant}: ${ids.join(', ')}.`,
    { suggestion: near ?? ids[0] },
  );
}

/** What the options say of how a person signs in. */
export type Ways = Required<Pick<Choice, 'strategy' | 'redirect' | 'exchange'>>;

/** What the oracle says of a provider and the ways. */
export interface ProviderVerdict {
  readonly preset: CatalogueEntry;
  readonly possible: Verdict['possible'];
  /** Sentences: why it does not work, or why nobody knows. Empty where it works. */
  readonly reason: string;
}

export function verdictOn(preset: CatalogueEntry, ways: Ways): ProviderVerdict {
  const { possible, reasons } = judgeChoice(preset, { ...ways, grant: 'authorization_code' });
  const reason = reasons
    .flatMap(({ verdict }) => (verdict.possible === true ? [] : [verdict.reason]))
    .join(' ');
  return { preset, possible, reason };
}

/**
 * Holds what the oracle says of each provider against the choice.
 *
 * @returns a warning for each provider of which nobody has shown that it works this way
 * @throws {ScaffoldError} `provider-impossible` for one that is documented not to
 */
export function judgeProviders(presets: readonly CatalogueEntry[], ways: Ways): string[] {
  return presets.flatMap((preset) => {
    const { possible, reason: why } = verdictOn(preset, ways);
    if (possible === true) return [];
    const how = flagsOf(ways);
    if (possible === 'unknown') return [`Whether ${preset.name} works with ${how} is not known: ${why}`];
    const grant = 'authorization_code';
    const instead = alternativesTo(preset, { ...ways, grant }).find((other) => other.grant === grant);
    throw new ScaffoldError(
      'provider-impossible',
      `${preset.name} does not work with ${how}: ${why.replace(/\.$/, '')}; ${adviceFor(instead, ways)}.`,
      { suggestion: instead && flagsOf(instead) },
    );
  });
}

function adviceFor(instead: Combination | undefined, ways: Ways): string {
  if (!instead) return 'choose another provider';
  const changed = parts.filter((part) => instead[part] !== ways[part]);
  return `use ${changed.map((part) => `--${part} ${instead[part]}`).join(' ')} or another provider`;
}

const parts = ['strategy', 'redirect', 'exchange'] as const;

/** As flags, without those that are defaults of the strategy. */
function flagsOf({ strategy, redirect, exchange }: Ways): string {
  return [
    `--strategy ${strategy}`,
    ...(redirect === 'scheme' ? [] : [`--redirect ${redirect}`]),
    ...(exchange === 'backend' ? [] : [`--exchange ${exchange}`]),
  ].join(' ');
}
