/**
 * Docker's https form of dashboard links. Docker does not document the page. It is only known to open the
 * docker-desktop:// link with the same path and query for `dashboard/extension-tab`.
 */
const bridge = 'https://open.docker.com/dashboard/';

/** Path of the simulated bridge page on the dashboard. */
export const bridgePath = '/bridge/dashboard/';

/** The bridge URL of an extension's tab. */
export function bridgeUrl(extensionId: string): string {
  return `${bridge}extension-tab?extensionId=${extensionId}`;
}

/** Whether a URL is on Docker's real page. No test may send a code there. */
export function isBridge(location: string): boolean {
  return location.startsWith(bridge);
}

/** The simulated page for a URL of the bridge, with its query unchanged; undefined for any other URL. */
export function bridgePageUrl(dashboardUrl: string, location: string): string | undefined {
  if (!isBridge(location)) return undefined;
  return new URL(bridgePath + location.slice(bridge.length), dashboardUrl).href;
}

/** The link that the bridge page opens. @param search the query, with its question mark, unchanged */
export function linkBehindBridge(search: string): string {
  return `docker-desktop://dashboard/extension-tab${search}`;
}

/** The ID of the link on the simulated page of the bridge, by which signInOverHttp finds it. */
export const bridgeLink = 'bridge-onward';
