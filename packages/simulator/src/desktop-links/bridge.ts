/**
 * Docker's https spelling of the links to its dashboard. Of the page there, only that
 * `dashboard/extension-tab` leads to the docker-desktop:// link of the same path and query is known; Docker
 * does not document it.
 */
const bridge = 'https://open.docker.com/dashboard/';

/** Where the dashboard serves what stands in for that page. */
export const bridgePath = '/bridge/dashboard/';

/** The bridge's spelling of an extension's tab. */
export function bridgeUrl(extensionId: string): string {
  return `${bridge}extension-tab?extensionId=${extensionId}`;
}

/** Whether an address is at Docker's own page, to which no test should send a code. */
export function isBridge(location: string): boolean {
  return location.startsWith(bridge);
}

/** The stand-in for an address of the bridge, the query as it came; undefined for any other address. */
export function bridgePageUrl(dashboardUrl: string, location: string): string | undefined {
  if (!isBridge(location)) return undefined;
  return new URL(bridgePath + location.slice(bridge.length), dashboardUrl).href;
}

/** The link that the bridge's page goes on to. @param search with its question mark, as it came */
export function linkBehindBridge(search: string): string {
  return `docker-desktop://dashboard/extension-tab${search}`;
}

/** The ID of the link on the simulated page of the bridge, by which signInOverHttp finds it. */
export const bridgeLink = 'bridge-onward';
