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
 * Checks that there is at least one preset ID, that the catalogue contains each, and that none is repeated.
 *
 * @throws {ScaffoldError} `provider-unknown`, `provider-twice`
 */
export function parseProviders(
  given: readonly string[],
  catalogue: readonly CatalogueEntry[],
): readonly CatalogueEntry[] {
  const twice = given.find((id, index) => given.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new ScaffoldError('provider-twice', `The provider ${twice} is repeated; give it once.`);
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
  const near = meantBy(id, catalogue);
  const meant = near
    ? `did you mean ${near}? The providers are`
    : 'use one of these, each with its own --provider';
  return new ScaffoldError(
    'provider-unknown',
    `Unknown provider ${JSON.stringify(id)}; ${meant}: ${ids.join(', ')}.`,
    { suggestion: near ?? ids[0] },
  );
}

/** The provider with an alias or ID like this. Stricter than for options: a similar name may be another product. */
function meantBy(given: string, catalogue: readonly CatalogueEntry[]): string | undefined {
  const name = given.toLowerCase().replaceAll(/[\s_.]+/g, '-');
  const names = new Map(
    catalogue.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((text) => [text, id])),
  );
  const near = nearest(name, [...names.keys()], name.length < 4 ? 0 : Math.floor(name.length / 3));
  return near && names.get(near);
}

/** The options that determine whether a provider works. */
export type SignInOptions = Required<Pick<Choice, 'strategy' | 'redirect' | 'exchange'>>;

/** Whether a provider works with these options, by the compatibility rules. */
export interface ProviderVerdict {
  readonly preset: CatalogueEntry;
  readonly possible: Verdict['possible'];
  /** Sentences: why it does not work, or why that is not known. Empty if it works. */
  readonly reason: string;
}

export function verdictOn(preset: CatalogueEntry, chosen: SignInOptions): ProviderVerdict {
  const { possible, reasons } = judgeChoice(preset, { ...chosen, grant: 'authorization_code' });
  const reason = reasons
    .flatMap(({ verdict }) => (verdict.possible === true ? [] : [verdict.reason]))
    .join(' ');
  return { preset, possible, reason };
}

/**
 * Applies the compatibility rules to each provider.
 *
 * @returns a warning for each provider that is not known to work with these options
 * @throws {ScaffoldError} `provider-impossible` for a provider that does not work, with an alternative as suggestion
 */
export function judgeProviders(presets: readonly CatalogueEntry[], chosen: SignInOptions): string[] {
  return presets.flatMap((preset) => {
    const { possible, reason: why } = verdictOn(preset, chosen);
    if (possible === true) return [];
    const how = optionsOf(chosen);
    if (possible === 'unknown') return [`Whether ${preset.name} works with ${how} is not known: ${why}`];
    const grant = 'authorization_code';
    const instead = alternativesTo(preset, { ...chosen, grant }).find((other) => other.grant === grant);
    throw new ScaffoldError(
      'provider-impossible',
      `${preset.name} does not work with ${how}: ${why.replace(/\.$/, '')}; ${adviceFor(instead, chosen)}.`,
      { suggestion: instead && optionsOf(instead) },
    );
  });
}

function adviceFor(instead: Combination | undefined, chosen: SignInOptions): string {
  if (!instead) return 'choose another provider';
  const changed = parts.filter((part) => instead[part] !== chosen[part]);
  return `use ${changed.map((part) => `--${part} ${instead[part]}`).join(' ')} or another provider`;
}

const parts = ['strategy', 'redirect', 'exchange'] as const;

/** As command-line options, without defaults. */
function optionsOf({ strategy, redirect, exchange }: SignInOptions): string {
  return [
    `--strategy ${strategy}`,
    ...(redirect === 'scheme' ? [] : [`--redirect ${redirect}`]),
    ...(exchange === 'backend' ? [] : [`--exchange ${exchange}`]),
  ].join(' ');
}
