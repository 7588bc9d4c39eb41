/**
 * Takes a provider's answer out of the address of the extension's tab, where Docker Desktop put it, and cleans the
 * address: a code has no business in a place that is shown, kept and reloaded. Call it before anything is rendered.
 *
 * @returns the query as it came, for `AuthProvider`; undefined where the tab was opened without an answer
 */
export function takeTabAnswer({
  location,
  history,
}: Pick<Window, 'location' | 'history'>): string | undefined {
  const { search, pathname, hash } = location;
  const query = new URLSearchParams(search);
  if (!query.has('state') || !(query.has('code') || query.has('error'))) return undefined;
  history.replaceState(null, '', `${pathname}${hash}`);
  return search;
}
