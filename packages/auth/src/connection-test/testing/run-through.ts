import { TestBrowser } from '../../testing/browsers/browser.ts';
import type { ConnectionTest } from '../connection-test.ts';
import type { ConnectionTestStep } from '../step.ts';

export type ChangeCallback = (query: URLSearchParams) => URLSearchParams | undefined;

/** Runs every step, with a browser that follows the redirects to the callback, which a test can change. */
export async function runThrough(
  connectionTest: ConnectionTest,
  changeCallback: ChangeCallback = (query) => query,
): Promise<readonly ConnectionTestStep[]> {
  while (connectionTest.next !== undefined) {
    const { id } = await connectionTest.step();
    if (id !== 'authorization' || !connectionTest.authorizationUrl) continue;
    const query = await visit(connectionTest.authorizationUrl, connectionTest.redirectUri);
    const changed = query && changeCallback(query);
    if (changed) connectionTest.handleCallback(changed);
  }
  return connectionTest.steps;
}

/** Returns the final URL of the browser if it is the redirect URI. */
async function visit(url: string, redirectUri: string): Promise<URLSearchParams | undefined> {
  try {
    return new URL(await new TestBrowser().follow(url, redirectUri)).searchParams;
  } catch (error) {
    if (error instanceof Error && /instead of a redirect|does not redirect to/.test(error.message))
      return undefined;
    throw error;
  }
}
