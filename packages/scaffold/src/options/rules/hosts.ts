import { type CatalogEntry, type Host, hosts, type Strategy } from '@ddext-oauth/providers';
import { type Choice, judgeChoice } from '@ddext-oauth/providers/compatibility';
import { ScaffoldError } from '../../errors.ts';
import { nearest } from '../nearest.ts';

const ids = Object.keys(hosts) as Host[];

/** The same rules as a JSON Schema, except that no host may be repeated. */
export const HOSTS_SCHEMA = {
  type: 'string',
  pattern: `^(${ids.join('|')})(,(${ids.join('|')}))*$`,
} as const;

/** The hosts to which the browser can return with a strategy, as `--hosts` takes them. */
export function hostsOf(strategy: Strategy): string {
  return ids.filter((id) => strategy === 'backend-callback' || hosts[id].opensTab).join(',');
}

/**
 * Parses a list with commas: `docker,podman`.
 *
 * @returns each host once, in the order of the providers package
 * @throws {ScaffoldError} `hosts-unknown`
 */
export function parseHosts(given: string): readonly Host[] {
  const words = given.split(',').map((word) => word.trim());
  const unknown = words.find((word) => !Object.hasOwn(hosts, word));
  if (unknown === undefined) return ids.filter((id) => words.includes(id));
  const near = nearest(unknown, ids);
  const meant = near ? `did you mean ${near}?` : `use one or more of ${ids.join(',')}.`;
  throw new ScaffoldError('hosts-unknown', `Unknown host ${JSON.stringify(unknown)}; ${meant}`, {
    suggestion: near ?? ids.join(','),
  });
}

/** The hosts of an extension in which the browser cannot return to it. */
export interface HostsWithoutReturn {
  /** Those in which users can sign in with a device code, or where that is not known. */
  readonly deviceCode: readonly Host[];
  /** Those in which no sign-in method of the provider works. */
  readonly none: readonly Host[];
}

/** Sorts the hosts in which the authorization code of a provider cannot work. */
export function hostsWithoutReturn(
  preset: CatalogEntry,
  choice: Choice,
  chosen: readonly Host[],
): HostsWithoutReturn {
  const possible = (grant: 'authorization_code' | 'device_code', host: Host) =>
    judgeChoice(preset, { ...choice, grant, host }).possible;
  const affected = chosen.filter((host) => possible('authorization_code', host) === false);
  const none = affected.filter((host) => possible('device_code', host) === false);
  return { deviceCode: affected.filter((host) => !none.includes(host)), none };
}

/** `Rancher Desktop and Podman Desktop`. */
export function namesOf(some: readonly Host[]): string {
  return some.map((id) => hosts[id].name).join(' and ');
}
