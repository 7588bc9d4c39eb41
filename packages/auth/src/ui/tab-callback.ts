const NAME = 'ddext-oauth.callback';

type TabHistory = Pick<History, 'state' | 'replaceState'>;

/**
 * Returns the authorization response (RFC 6749 section 4.1.2) that Docker Desktop appended to the URL of the extension's
 * tab, and removes it from the URL, where it would be visible and sent as a referrer. Call it before rendering.
 *
 * The response stays in the state of the history entry until it has been handled. A page that is reloaded during a sign-in
 * reads it from there. No other page can read it.
 *
 * @example
 *   const tabCallback = takeTabCallback(window);
 *   root.render(<AuthProvider ddClient={ddClient} tabCallback={tabCallback}>…</AuthProvider>);
 *
 * @returns the unchanged query, or undefined if the URL contains no response
 */
export function takeTabCallback({
  location,
  history,
}: Pick<Window, 'location' | 'history'>): string | undefined {
  const { search, pathname, hash } = location;
  const query = new URLSearchParams(search);
  if (!query.has('state') || !(query.has('code') || query.has('error'))) return keptIn(history);
  history.replaceState({ ...history.state, [NAME]: search }, '', `${pathname}${hash}`);
  return search;
}

/** Deletes the response that {@link takeTabCallback} stored, after it was handled. Does nothing outside a page. */
export function forgetTabCallback(history: TabHistory | undefined = globalThis.history): void {
  if (!history || keptIn(history) === undefined) return;
  const { [NAME]: _callback, ...others } = history.state;
  history.replaceState(others, '');
}

function keptIn({ state }: TabHistory): string | undefined {
  const kept: unknown = state?.[NAME];
  return typeof kept === 'string' ? kept : undefined;
}
