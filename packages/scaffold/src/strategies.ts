import type { Strategy } from '@ddext-oauth/auth/providers';
import { ScaffoldError } from './errors.ts';
import { nearest } from './nearest.ts';

export interface StrategyRow {
  readonly id: Strategy;
  readonly summary: string;
  /** Whether its templates are there. A strategy that is known but not there is refused by name. */
  readonly available: boolean;
  readonly redirectUri: (settings: { readonly port: number; readonly image: string }) => string;
}

/** How the browser may get back to an extension, the default first. */
export const strategies: readonly StrategyRow[] = [
  {
    id: 'backend-callback',
    summary: 'the browser comes back to the backend on 127.0.0.1 (RFC 8252 section 7.3)',
    available: true,
    redirectUri: ({ port }) => `http://127.0.0.1:${port}/callback`,
  },
  {
    id: 'extension-tab',
    summary: "the browser opens the extension's tab by a docker-desktop:// link (RFC 8252 section 7.1)",
    available: false,
    redirectUri: ({ image }) => `docker-desktop://dashboard/extension-tab?extensionId=${image}`,
  },
];

/** The redirect URI, to the letter, that an extension of these options registers at its providers. */
export function redirectUri(options: {
  readonly strategy: Strategy;
  readonly port: number;
  readonly image: string;
}): string {
  const row = strategies.find(({ id }) => id === options.strategy);
  if (row === undefined) throw new TypeError(`No strategy ${options.strategy}.`);
  return row.redirectUri(options);
}

/** @throws {ScaffoldError} `strategy-unknown`, `strategy-not-available` */
export function parseStrategy(given: string): Strategy {
  const row = strategies.find(({ id }) => id === given);
  const available = strategies.filter((strategy) => strategy.available).map(({ id }) => id);
  if (row?.available) return row.id;
  if (row) {
    throw new ScaffoldError(
      'strategy-not-available',
      `The strategy ${row.id} cannot be generated yet; use --strategy ${available.join(' or ')}.`,
      { suggestion: available[0] },
    );
  }
  const near = nearest(given, available);
  throw new ScaffoldError(
    'strategy-unknown',
    near
      ? `There is no strategy ${JSON.stringify(given)}; did you mean ${near}?`
      : `There is no strategy ${JSON.stringify(given)}; use ${available.join(' or ')}.`,
    { suggestion: near ?? available[0] },
  );
}
