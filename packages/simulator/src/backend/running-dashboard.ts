import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lockedTitle } from '../http/locked-page.ts';

const noteIn = (extensionDirectory: string) => join(extensionDirectory, '.ddext-simulator', 'dashboard');

/**
 * Leaves word, in the extension's folder, of the dashboard that has the extension's port.
 *
 * @param dashboardUrl without the token, which only the terminal shows
 * @returns a function that takes it away
 */
export async function recordDashboard(
  extensionDirectory: string,
  dashboardUrl: string,
): Promise<() => Promise<void>> {
  const note = noteIn(extensionDirectory);
  await mkdir(dirname(note), { recursive: true });
  await writeFile(note, dashboardUrl);
  return () => rm(note, { force: true });
}

/** The address of the dashboard that runs for an extension; undefined where none answers. */
export async function findRunningDashboard(extensionDirectory: string): Promise<string | undefined> {
  // A dashboard that was killed leaves its note behind.
  const url = await readFile(noteIn(extensionDirectory), 'utf8').catch(() => '');
  if (!/^http:\/\/127\.0\.0\.1:\d+\/$/.test(url)) return undefined;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return (await answer?.text())?.includes(lockedTitle) ? url : undefined;
}
