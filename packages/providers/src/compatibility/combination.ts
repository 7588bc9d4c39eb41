import type { Redirect } from '../extension.ts';
import type { Grant } from '../grant.ts';
import type { Host } from '../host.ts';
import type { Strategy } from '../preset.ts';
import type { CatalogEntry } from '../reference.ts';

/** The component that exchanges the code and stores the tokens. */
export type Exchange = 'backend' | 'ui';

/** Whether the client authenticates at the token endpoint (RFC 6749 section 2.1). */
export type ClientType = 'public' | 'confidential';

/** A provider with one choice of grant, strategy, redirect, exchange, client type and host. */
export interface Combination {
  readonly preset: CatalogEntry;
  readonly grant: Grant;
  /** Matters for the authorization code grant only, like `redirect`. */
  readonly strategy: Strategy;
  /** The form of the link to the tab. Matters for `extension-tab` only. */
  readonly redirect: Redirect;
  readonly exchange: Exchange;
  readonly client: ClientType;
  /** The app that the extension runs in. */
  readonly host: Host;
}

/**
 * The values of each part of a combination, the more common one first.
 *
 * @example
 *   const options = dimensions.strategy; // ['backend-callback', 'extension-tab']
 */
export const dimensions = {
  strategy: ['backend-callback', 'extension-tab'],
  redirect: ['scheme', 'bridge'],
  exchange: ['backend', 'ui'],
  grant: ['authorization_code', 'device_code', 'client_credentials'],
  client: ['public', 'confidential'],
  host: ['docker', 'rancher', 'podman'],
} as const satisfies {
  readonly [Part in Exclude<keyof Combination, 'preset'>]: readonly Combination[Part][];
};

/**
 * Returns every combination of a provider.
 *
 * @example
 *   const possible = combinationsOf(preset).filter((combination) => judge(combination).possible === true);
 */
export function combinationsOf(preset: CatalogEntry): Combination[] {
  return combinationsWith(preset, {});
}

/** The combinations of a provider that have the given parts. */
export function combinationsWith(
  preset: CatalogEntry,
  chosen: Partial<Omit<Combination, 'preset'>>,
): Combination[] {
  const only = <Value>(values: readonly Value[], value: Value | undefined) =>
    value === undefined ? values : values.filter((one) => one === value);
  return only(dimensions.host, chosen.host).flatMap((host) =>
    only(dimensions.grant, chosen.grant).flatMap((grant) =>
      only(dimensions.strategy, chosen.strategy).flatMap((strategy) =>
        only(dimensions.redirect, chosen.redirect).flatMap((redirect) =>
          only(dimensions.exchange, chosen.exchange).flatMap((exchange) =>
            only(dimensions.client, chosen.client).map((client) => ({
              preset,
              grant,
              strategy,
              redirect,
              exchange,
              client,
              host,
            })),
          ),
        ),
      ),
    ),
  );
}
