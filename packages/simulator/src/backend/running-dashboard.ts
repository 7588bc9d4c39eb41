import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lockedTitle } from '../http/locked-page.ts';

const recordPath = (extensionDirectory: string) => join(extensionDirectory, '.ddext-simulator', 'dashboard');

/**
 * Records in the extension's folder which dashboard uses the extension's port.
 *
 * @param dashboardUrl without the token, which only the terminal shows
 * @returns a function that removes the record
 */
export async function recordDashboard(
  extensionDirectory: string,
  dashboardUrl: string,
): Promise<() => Promise<void>> {
  const record = recordPath(extensionDirectory);
  await mkdir(dirname(record), { recursive: true });
  await writeFile(record, dashboardUrl);
  return () => rm(record, { force: true });
}

/** The URL of the running dashboard of an extension; undefined if none answers. */
export async function findRunningDashboard(extensionDirectory: string): Promise<string | undefined> {
  // A dashboard that was killed leaves its record behind.
  const url = await readFile(recordPath(extensionDirectory), 'utf8').catch(() => '');
  if (!/^http:\/\/127\.0\.0\.1:\d+\/$/.test(url)) return undefined;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return (await answer?.text())?.includes(lockedTitle) ? url : undefined;
}
