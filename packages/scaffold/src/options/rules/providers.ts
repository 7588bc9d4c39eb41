import type { CatalogEntry, Host, Verdict } from '@ddext-oauth/providers';
import {
  alternativesTo,
  type Choice,
  type Combination,
  judgeChoice,
} from '@ddext-oauth/providers/compatibility';
import { ScaffoldError } from '../../errors.ts';
import { nearest } from '../nearest.ts';
import { hostsOf, hostsWithoutReturn, namesOf } from './hosts.ts';

/** The option that `--provider` depends on. */
export interface ProviderUse {
  /** As given. An extension whose users paste keys needs no sign-in provider. */
  readonly token?: readonly string[] | undefined;
}

/**
 * Checks that there is at least one preset ID or key, that the catalog contains each, and that none is repeated.
 *
 * @throws {ScaffoldError} `provider-unknown`, `provider-twice`
 */
export function parseProviders(
  given: readonly string[],
  catalog: readonly CatalogEntry[],
  { token = [] }: ProviderUse = {},
): readonly CatalogEntry[] {
  const twice = given.find((id, index) => given.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new ScaffoldError('provider-twice', `The provider ${twice} is repeated; give it once.`);
  }
  if (given.length === 0 && token.length === 0) throw unknown('', catalog);
  return given.map((id) => {
    const preset = catalog.find((candidate) => candidate.id === id);
    if (preset === undefined) throw unknown(id, catalog);
    return preset;
  });
}

function unknown(id: string, catalog: readonly CatalogEntry[]): ScaffoldError {
  const ids = catalog.map((preset) => preset.id);
  const near = meantBy(id, catalog);
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
function meantBy(given: string, catalog: readonly CatalogEntry[]): string | undefined {
  const name = given.toLowerCase().replaceAll(/[\s_.]+/g, '-');
  const names = new Map(
    catalog.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((text) => [text, id])),
  );
  const near = nearest(name, [...names.keys()], name.length < 4 ? 0 : Math.floor(name.length / 3));
  return near && names.get(near);
}

/** The options that determine whether a provider works. */
export type SignInOptions = Required<Pick<Choice, 'strategy' | 'redirect' | 'exchange'>> & {
  /** In each of them users must be able to sign in. */
  readonly hosts: readonly Host[];
};

/** Whether a provider works with these options, by the compatibility rules. */
export interface ProviderVerdict {
  readonly preset: CatalogEntry;
  readonly possible: Verdict['possible'];
  /** Sentences: why it does not work, or why that is not known. Empty if it works. */
  readonly reason: string;
}

export function verdictOn(preset: CatalogEntry, chosen: SignInOptions): ProviderVerdict {
  const { hosts, ...choice } = chosen;
  // Every host that returns to an extension does so like Docker Desktop.
  const { possible, reasons } = judgeChoice(preset, {
    ...choice,
    grant: 'authorization_code',
    host: 'docker',
  });
  const { none } = hostsWithoutReturn(preset, choice, hosts);
  if (possible !== false && none.length > 0) return { preset, possible: false, reason: reasonOf(none) };
  const reason = reasons
    .flatMap(({ verdict }) => (verdict.possible === true ? [] : [verdict.reason]))
    .join(' ');
  return { preset, possible, reason };
}

function reasonOf(hosts: readonly Host[]): string {
  return `${namesOf(hosts)} cannot open the tab of an extension, and no device code works there.`;
}

/**
 * Applies the compatibility rules to each provider.
 *
 * @returns a warning for each provider that is not known to work with these options, or that requires a device code in a host
 * @throws {ScaffoldError} `provider-impossible` for a provider that does not work, with an alternative as suggestion
 */
export function judgeProviders(presets: readonly CatalogEntry[], chosen: SignInOptions): string[] {
  return presets.flatMap((preset) => [...judgeProvider(preset, chosen), ...deviceCodeHint(preset, chosen)]);
}

function judgeProvider(preset: CatalogEntry, chosen: SignInOptions): string[] {
  const { possible, reason: why } = verdictOn(preset, chosen);
  if (possible === true) return [];
  const how = optionsOf(chosen);
  if (possible === 'unknown') return [`Whether ${preset.name} works with ${how} is not known: ${why}`];
  const instead = alternativeTo(preset, chosen);
  throw new ScaffoldError(
    'provider-impossible',
    `${preset.name} does not work with ${how}: ${why.replace(/\.$/, '')}; ${adviceFor(instead, chosen)}.`,
    { suggestion: instead && optionsOf({ ...instead, hosts: [] }) },
  );
}

/** The user's choice of hosts stays. Docker Desktop stands for them all if the browser can return to them all. */
function alternativeTo(preset: CatalogEntry, { hosts, ...choice }: SignInOptions): Combination | undefined {
  const host = hostsWithoutReturn(preset, choice, hosts).none[0] ?? 'docker';
  return alternativesTo(preset, { ...choice, grant: 'authorization_code', host }).find(
    ({ grant }) => grant === 'authorization_code',
  );
}

/** A warning if users need a device code in a host, which the generated extension does not have. */
function deviceCodeHint(preset: CatalogEntry, { hosts, ...choice }: SignInOptions): string[] {
  const { deviceCode } = hostsWithoutReturn(preset, choice, hosts);
  if (deviceCode.length === 0) return [];
  const file = `auth/src/providers/${preset.id}.ts`;
  return [
    `${namesOf(deviceCode)} cannot open the tab of an extension, so users sign in to ${preset.name} there with a device code: ` +
      `add 'device_code' to grants in ${file}, or use --strategy backend-callback.`,
  ];
}

function adviceFor(instead: Combination | undefined, chosen: SignInOptions): string {
  if (!instead) return 'choose another provider';
  const changed = parts.filter((part) => instead[part] !== chosen[part]);
  return `use ${changed.map((part) => `--${part} ${instead[part]}`).join(' ')} or another provider`;
}

const parts = ['strategy', 'redirect', 'exchange'] as const;

/** As command-line options, without defaults. */
function optionsOf({ strategy, redirect, exchange, hosts }: SignInOptions): string {
  const usual = hostsOf(strategy).split(',');
  return [
    `--strategy ${strategy}`,
    ...(redirect === 'scheme' ? [] : [`--redirect ${redirect}`]),
    ...(exchange === 'backend' ? [] : [`--exchange ${exchange}`]),
    ...(hosts.every((host) => usual.includes(host)) ? [] : [`--hosts ${hosts.join()}`]),
  ].join(' ');
}
