/** It ends at the next `<`, so that a page without `>` takes linear time. */
const metaElement = /<meta\s[^<>]*>/gi;
const isPolicy = /http-equiv=["']?content-security-policy\b/i;
const connections = /(connect-src\s)([^;"]*)/i;

/** Providers on this machine, such as the test identity provider, use plain http. */
const onThisMachine = 'http://127.0.0.1:* http://localhost:*';

/**
 * Extends the Content-Security-Policy of a page for connections that exist only here: the web socket of hot reload,
 * which some browsers do not count as 'self', and providers on this machine if the page connects to providers
 * (`connect-src https:`). The rest of the policy is unchanged.
 *
 * @param host of the extension's origin, `127.0.0.1:PORT`
 */
export function allowDevelopmentConnections(page: string, host: string): string {
  return page.replace(metaElement, (element) => {
    if (!isPolicy.test(element)) return element;
    return element.replace(connections, (_directive, name: string, sources: string) => {
      const asksProviders = sources.split(/\s+/).includes('https:');
      const added = [`ws://${host}`, ...(asksProviders ? [onThisMachine] : [])];
      return [`${name}${sources.trim()}`, ...added].join(' ');
    });
  });
}
