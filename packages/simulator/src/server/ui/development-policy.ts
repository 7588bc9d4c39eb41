const policyElement = /<meta\s[^>]*http-equiv=["']?content-security-policy\b[^>]*>/gi;
const connections = /(connect-src\s)([^;"]*)/i;

/** A provider that runs on this machine, the built-in one among them, is asked over plain http. */
const onThisMachine = 'http://127.0.0.1:* http://localhost:*';

/**
 * Adds to a page's own Content-Security-Policy what it connects to here and not in Docker Desktop: the web socket of hot
 * reload, which not every browser counts as 'self', and, where the page asks providers itself (`connect-src https:`), those
 * on this machine. Everything else stays as strict as it is in production.
 *
 * @param host of the extension's origin, `127.0.0.1:PORT`
 */
export function allowDevelopmentConnections(page: string, host: string): string {
  return page.replace(policyElement, (element) =>
    element.replace(connections, (_directive, name: string, sources: string) => {
      const asksProviders = sources.split(/\s+/).includes('https:');
      const added = [`ws://${host}`, ...(asksProviders ? [onThisMachine] : [])];
      return [`${name}${sources.trim()}`, ...added].join(' ');
    }),
  );
}
