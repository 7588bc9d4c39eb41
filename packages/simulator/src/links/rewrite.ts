/** Where the dashboard takes links in the operating system's stead. */
export function openLinkUrl(dashboardUrl: string, link: string): string {
  return new URL(`/os/open?url=${encodeURIComponent(link)}`, dashboardUrl).href;
}

const linkInHtml = /docker-desktop:\/\/[^\s"'<>`\\)]*/g;

/**
 * Points every docker-desktop:// link of a page at the dashboard. A browser gives such a link to the
 * operating system, and on a developer's machine the real Docker Desktop may answer it.
 */
export function rewriteLinks(page: string, dashboardUrl: string): string {
  return page.replace(linkInHtml, (link) => openLinkUrl(dashboardUrl, link.replaceAll('&amp;', '&')));
}
