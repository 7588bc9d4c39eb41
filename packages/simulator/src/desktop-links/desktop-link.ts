import { SimulatorError } from '../errors.ts';

/** A parsed `docker-desktop://` link. */
export type DesktopLink =
  | { readonly route: 'open' }
  | { readonly route: 'extension-tab'; readonly extensionId: string; readonly search: string }
  | { readonly route: 'unknown'; readonly path: string };

const scheme = 'docker-desktop:';
const longest = 16_384;

function isWellFormed(link: string): boolean {
  // A URL contains no spaces, quotes or control characters.
  return link.length <= longest && !/[\s<>"'\\\p{Cc}]/u.test(link) && URL.canParse(link);
}

/**
 * Parses a link to Docker Desktop. The routes are those of
 * https://docs.docker.com/extensions/extensions-sdk/dev/oauth2-flow/ (`dashboard/extension-tab`) and of an earlier
 * edition of that page (`dashboard/open`).
 *
 * @throws SimulatorError `link-invalid` if it is not a well-formed docker-desktop: link
 */
export function parseDesktopLink(link: string): DesktopLink {
  const url = isWellFormed(link) ? new URL(link) : undefined;
  if (url?.protocol !== scheme) {
    throw new SimulatorError('link-invalid', 'Only well-formed docker-desktop:// links can be opened here.');
  }
  const path = `${url.host}${url.pathname}`;
  if (path === 'dashboard/open') return { route: 'open' };
  // The first value decides. The tab receives all of them.
  const extensionId = url.searchParams.get('extensionId');
  if (path === 'dashboard/extension-tab' && extensionId !== null) {
    return { route: 'extension-tab', extensionId, search: url.search };
  }
  return { route: 'unknown', path };
}
