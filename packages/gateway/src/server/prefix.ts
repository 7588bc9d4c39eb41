/** The paths of the socket API, as `@ddext-oauth/auth` mounts it. */
const MOUNTED = '/auth';

/**
 * Returns the URL of a request to the socket API as the socket API expects it; undefined for any other request. The comparison is
 * exact: a path in another case, with an escape or with a doubled slash belongs to the extension's own backend.
 *
 * @param prefix begins with a slash, and does not end with one
 */
export function authUrlOf(prefix: string, url: string): string | undefined {
  if (!url.startsWith(prefix)) return undefined;
  const rest = url.slice(prefix.length);
  return rest === '' || rest.startsWith('/') || rest.startsWith('?') ? `${MOUNTED}${rest}` : undefined;
}
