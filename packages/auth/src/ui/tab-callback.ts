const NAME = 'ddext-oauth.answer';

type TabHistory = Pick<History, 'state' | 'replaceState'>;

/**
 * Takes a provider's answer out of the address of the extension's tab, where Docker Desktop put it, and cleans the
 * address: a code has no business in a place that is shown and sent on. Call it before anything is rendered.
 *
 * Until it has been dealt with, the answer stays in the state of the history entry. A page that is reloaded in the middle of
 * a sign-in takes it from there; nothing else sees it, and a page that is opened again does not get it.
 *
 * @returns the query as it came, for `AuthProvider`; undefined where the tab was opened without an answer
 */
export function takeTabAnswer({
  location,
  history,
}: Pick<Window, 'location' | 'history'>): string | undefined {
  const { search, pathname, hash } = location;
  const query = new URLSearchParams(search);
  if (!query.has('state') || !(query.has('code') || query.has('error'))) return keptIn(history);
  history.replaceState({ ...history.state, [NAME]: search }, '', `${pathname}${hash}`);
  return search;
}

/** Forgets the answer that {@link takeTabAnswer} kept, once it has been dealt with. Does nothing outside a page. */
export function forgetTabAnswer(history: TabHistory | undefined = globalThis.history): void {
  if (!history || keptIn(history) === undefined) return;
  const { [NAME]: _answer, ...others } = history.state;
  history.replaceState(others, '');
}

function keptIn({ state }: TabHistory): string | undefined {
  const kept: unknown = state?.[NAME];
  return typeof kept === 'string' ? kept : undefined;
}
