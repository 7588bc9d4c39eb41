import { TestBrowser } from '../../testing/browsers/browser.ts';
import type { Trial } from '../connection-test.ts';
import type { TrialStep } from '../step.ts';

export type Bring = (query: URLSearchParams) => URLSearchParams | undefined;

/** Makes every step, with a browser in between that brings the answer, changed where a test wants that. */
export async function runThrough(
  trial: Trial,
  bring: Bring = (query) => query,
): Promise<readonly TrialStep[]> {
  while (trial.next !== undefined) {
    const { id } = await trial.step();
    if (id !== 'authorization' || !trial.authorizationUrl) continue;
    const query = await visit(trial.authorizationUrl, trial.redirectUri);
    const brought = query && bring(query);
    if (brought) trial.answer(brought);
  }
  return trial.steps;
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
