const openPath = '/os/open';

/** The URL at which the dashboard opens a link, in place of the operating system. */
export function openLinkUrl(dashboardUrl: string, link: string): string {
  return new URL(`${openPath}?url=${encodeURIComponent(link)}`, dashboardUrl).href;
}

/** The link in a URL from openLinkUrl; undefined for any other URL. */
export function linkOpenedBy(address: string): string | undefined {
  const { pathname, searchParams } = new URL(address);
  return pathname === openPath ? (searchParams.get('url') ?? undefined) : undefined;
}

const linkInHtml = /docker-desktop:\/\/[^\s"'<>`\\)]*/g;

/**
 * Replaces every docker-desktop:// link of a page with its URL on the dashboard. A browser would pass the link to
 * the operating system, where an installed Docker Desktop could open it.
 */
export function rewriteLinks(page: string, dashboardUrl: string): string {
  return page.replace(linkInHtml, (link) => openLinkUrl(dashboardUrl, link.replaceAll('&amp;', '&')));
}
