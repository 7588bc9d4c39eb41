import { TestBrowser } from '../../testing/browsers/browser.ts';
import type { ConnectionTest } from '../connection-test.ts';
import type { ConnectionTestStep } from '../step.ts';

export type Bring = (query: URLSearchParams) => URLSearchParams | undefined;

/** Makes every step, with a browser in between that brings the answer, changed where a test wants that. */
export async function runThrough(
  connectionTest: ConnectionTest,
  bring: Bring = (query) => query,
): Promise<readonly ConnectionTestStep[]> {
  while (connectionTest.next !== undefined) {
    const { id } = await connectionTest.step();
    if (id !== 'authorization' || !connectionTest.authorizationUrl) continue;
    const query = await visit(connectionTest.authorizationUrl, connectionTest.redirectUri);
    const brought = query && bring(query);
    if (brought) connectionTest.handleCallback(brought);
  }
  return connectionTest.steps;
}

/** Where the browser ends, if that is the redirect URI. */
async function visit(url: string, redirectUri: string): Promise<URLSearchParams | undefined> {
  try {
    return new URL(await new TestBrowser().follow(url, redirectUri)).searchParams;
  } catch (error) {
    if (error instanceof Error && /not a redirect|does not lead/.test(error.message)) return undefined;
    throw error;
  }
}
