import type { Redirect, Strategy } from '@ddext-oauth/providers';
import type { Exchange } from '@ddext-oauth/providers/compatibility';
import { ScaffoldError } from '../errors.ts';
import { nearest } from './nearest.ts';

/** A form of the redirect URI of the tab. */
export interface RedirectRow {
  readonly id: Redirect;
  readonly summary: string;
}

/** The forms of the redirect URI of the tab, the default first. */
export const redirects: readonly RedirectRow[] = [
  {
    id: 'scheme',
    summary: 'a docker-desktop:// link, which Docker Desktop opens',
  },
  {
    id: 'bridge',
    summary:
      'an undocumented https page of Docker that redirects to the link, for providers that require https',
  },
];

/** Where the code can be exchanged, the default first. */
export const exchanges: readonly { readonly id: Exchange; readonly summary: string }[] = [
  { id: 'backend', summary: 'in a backend, out of reach of the page' },
  { id: 'ui', summary: 'in the page, without backend, container or volume; public clients only' },
];

export interface StrategyRow {
  readonly id: Strategy;
  readonly summary: string;
}

/** The redirect strategies (RFC 8252 sections 7.3 and 7.1), the default first. */
export const strategies: readonly StrategyRow[] = [
  {
    id: 'backend-callback',
    summary: 'the browser returns to a backend of the extension, on 127.0.0.1',
  },
  {
    id: 'extension-tab',
    summary: 'a docker-desktop:// link to the tab, in Docker Desktop only; backend optional',
  },
];

/** @throws {ScaffoldError} `strategy-unknown` */
export function parseStrategy(given: string): Strategy {
  return parseChoice(given, 'strategy', strategies);
}

/** @throws {ScaffoldError} `redirect-unknown` | `option-not-applicable` with a strategy that has no link to a tab */
export function parseRedirect(given: string, strategy: Strategy): Redirect {
  const redirect = parseChoice(given, 'redirect', redirects);
  if (strategy === 'extension-tab' || redirect === redirects[0]?.id) return redirect;
  throw new ScaffoldError(
    'option-not-applicable',
    `--redirect ${redirect} requires --strategy extension-tab; omit it with ${strategy}.`,
  );
}

/** @throws {ScaffoldError} `exchange-unknown` | `option-not-applicable` with a strategy that needs a backend */
export function parseExchange(given: string, strategy: Strategy): Exchange {
  const exchange = parseChoice(given, 'exchange', exchanges);
  if (strategy === 'extension-tab' || exchange === 'backend') return exchange;
  throw new ScaffoldError(
    'option-not-applicable',
    `--exchange ${exchange} requires --strategy extension-tab: a page has no port for a callback.`,
  );
}

/** @throws {ScaffoldError} `WHAT-unknown` */
export function parseChoice<Id extends string>(
  given: string,
  what: 'strategy' | 'redirect' | 'exchange' | 'key' | 'license',
  rows: readonly { readonly id: Id }[],
): Id {
  const ids = rows.map(({ id }) => id);
  const row = rows.find(({ id }) => id === given);
  if (row) return row.id;
  const near = nearest(given, ids);
  throw new ScaffoldError(
    `${what}-unknown`,
    near
      ? `Unknown ${what} ${JSON.stringify(given)}; did you mean ${near}?`
      : `Unknown ${what} ${JSON.stringify(given)}; use ${ids.join(' or ')}.`,
    { suggestion: near ?? ids[0] },
  );
}
