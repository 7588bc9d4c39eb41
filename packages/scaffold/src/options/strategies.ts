import type { Redirect, Strategy } from '@ddext-oauth/providers';
import type { Exchange } from '@ddext-oauth/providers/compatibility';
import { ScaffoldError } from '../errors.ts';
import { nearest } from './nearest.ts';

/** How the link to an extension's tab is spelled. */
export interface RedirectRow {
  readonly id: Redirect;
  readonly summary: string;
}

/** The spellings of the link to the tab, the default first. */
export const redirects: readonly RedirectRow[] = [
  {
    id: 'scheme',
    summary: "Docker Desktop's own link, docker-desktop://",
  },
  {
    id: 'bridge',
    summary: "an undocumented https page of Docker's that leads there, where https is a must",
  },
];

/** Where the code may be exchanged, the default first. */
export const exchanges: readonly { readonly id: Exchange; readonly summary: string }[] = [
  { id: 'backend', summary: 'in a backend of its own, out of reach of the page' },
  { id: 'ui', summary: 'in the page, with no backend, container or volume; public clients only' },
];

export interface StrategyRow {
  readonly id: Strategy;
  readonly summary: string;
}

/** How the browser may get back to an extension (RFC 8252 sections 7.3 and 7.1), the default first. */
export const strategies: readonly StrategyRow[] = [
  {
    id: 'backend-callback',
    summary: 'the browser comes back to a backend of the extension, on 127.0.0.1',
  },
  {
    id: 'extension-tab',
    summary: "a docker-desktop:// link opens the extension's tab, with or without a backend",
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
    `--redirect ${redirect} goes with --strategy extension-tab; with ${strategy} leave it out.`,
  );
}

/** @throws {ScaffoldError} `exchange-unknown` | `option-not-applicable` with a strategy that needs a backend */
export function parseExchange(given: string, strategy: Strategy): Exchange {
  const exchange = parseChoice(given, 'exchange', exchanges);
  if (strategy === 'extension-tab' || exchange === 'backend') return exchange;
  throw new ScaffoldError(
    'option-not-applicable',
    `--exchange ${exchange} goes with --strategy extension-tab: a page has no port for the browser to come back to.`,
  );
}

function parseChoice<Id extends string>(
  given: string,
  what: 'strategy' | 'redirect' | 'exchange',
  rows: readonly { readonly id: Id }[],
): Id {
  const ids = rows.map(({ id }) => id);
  const row = rows.find(({ id }) => id === given);
  if (row) return row.id;
  const near = nearest(given, ids);
  throw new ScaffoldError(
    `${what}-unknown`,
    near
      ? `There is no ${what} ${JSON.stringify(given)}; did you mean ${near}?`
      : `There is no ${what} ${JSON.stringify(given)}; use ${ids.join(' or ')}.`,
    { suggestion: near ?? ids[0] },
  );
}
