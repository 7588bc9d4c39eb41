import type { Redirect } from '../extension.ts';
import type { Grant } from '../grant.ts';
import type { Strategy } from '../preset.ts';
import type { CatalogueEntry } from '../reference.ts';

/** Who exchanges the code and keeps the tokens. */
export type Exchange = 'backend' | 'ui';

/** Whether the client authenticates at the token endpoint (RFC 6749 section 2.1). */
export type ClientType = 'public' | 'confidential';

/** A provider, and one way of signing in there. */
export interface Combination {
  readonly preset: CatalogueEntry;
  readonly grant: Grant;
  /** Of consequence for a code only, as is `redirect`. */
  readonly strategy: Strategy;
  /** How the link to the tab is spelled; of consequence with `extension-tab`. */
  readonly redirect: Redirect;
  readonly exchange: Exchange;
  readonly client: ClientType;
}

/** The values of each part of a combination but the provider, the more usual one first. */
export const dimensions = {
  strategy: ['backend-callback', 'extension-tab'],
  redirect: ['scheme', 'bridge'],
  exchange: ['backend', 'ui'],
  grant: ['authorization_code', 'device_code', 'client_credentials'],
  client: ['public', 'confidential'],
} as const satisfies {
  readonly [Part in Exclude<keyof Combination, 'preset'>]: readonly Combination[Part][];
};

/** Every way of signing in at a provider. */
export function combinationsOf(preset: CatalogueEntry): Combination[] {
  return dimensions.grant.flatMap((grant) =>
    dimensions.strategy.flatMap((strategy) =>
      dimensions.redirect.flatMap((redirect) =>
        dimensions.exchange.flatMap((exchange) =>
          dimensions.client.map((client) => ({ preset, grant, strategy, redirect, exchange, client })),
        ),
      ),
    ),
  );
}
