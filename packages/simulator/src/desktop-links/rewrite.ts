const openPath = '/os/open';

/** Where the dashboard takes links in the operating system's stead. */
export function openLinkUrl(dashboardUrl: string, link: string): string {
  return new URL(`${openPath}?url=${encodeURIComponent(link)}`, dashboardUrl).href;
}

/** The link that an address made by openLinkUrl hands over; undefined for any other address. */
export function linkOpenedBy(address: string): string | undefined {
  const { pathname, searchParams } = new URL(address);
  return pathname === openPath ? (searchParams.get('url') ?? undefined) : undefined;
}

const linkInHtml = /docker-desktop:\/\/[^\s"'<>`\\)]*/g;

/**
 * Points every docker-desktop:// link of a page at the dashboard. A browser gives such a link to the
 * operating system, and on a developer's machine the real Docker Desktop may answer it.
 */
export function rewriteLinks(page: string, dashboardUrl: string): string {
  return page.replace(linkInHtml, (link) => openLinkUrl(dashboardUrl, link.replaceAll('&amp;', '&')));
}
