import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SimulatorError } from '../errors.ts';
import { startHeader } from '../http/token.ts';

const recordPath = (extensionDirectory: string) =>
  join(extensionDirectory, '.ddext-simulator', 'dashboard.json');

/** The dashboard that runs for an extension's folder. */
export interface RunningDashboard {
  /** Without the token, which only the terminal shows. */
  readonly url: string;
  /** The process that runs it. */
  readonly pid: number;
  /** The value of the `startHeader`, which is different at each start. It is not a secret. */
  readonly start: string;
}

/** Writes a file. A repository can contain a link in its place, which would lead elsewhere. */
async function replaceFile(file: string, content: string): Promise<void> {
  await rm(file, { force: true });
  await writeFile(file, content, { flag: 'wx' });
}

/** @throws SimulatorError `extension-invalid` if a link is in its place */
async function createOwnFolder(folder: string): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  if (found?.isSymbolicLink()) {
    throw new SimulatorError(
      'extension-invalid',
      `${folder} is a symbolic link. The simulator writes files there: remove the link.`,
    );
  }
  await mkdir(folder, { recursive: true });
}

/**
 * Records in the extension's folder which dashboard runs for it.
 *
 * @returns a function that removes the record
 * @throws SimulatorError `extension-invalid`
 */
export async function recordDashboard(
  extensionDirectory: string,
  dashboard: RunningDashboard,
): Promise<() => Promise<void>> {
  const record = recordPath(extensionDirectory);
  await createOwnFolder(dirname(record));
  // The repository of the extension has no files of the simulator.
  await replaceFile(join(dirname(record), '.gitignore'), '*\n');
  await replaceFile(record, JSON.stringify(dashboard));
  return () => rm(record, { force: true });
}

/** The running dashboard of an extension; undefined if there is none. */
export async function findRunningDashboard(
  extensionDirectory: string,
): Promise<RunningDashboard | undefined> {
  const text = await readFile(recordPath(extensionDirectory), 'utf8').catch(() => '');
  const recorded = parse(text);
  if (recorded === undefined) return undefined;
  // A dashboard that was killed leaves its record behind, and another program may use its port.
  const answer = await fetch(recorded.url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.headers.get(startHeader) === recorded.start ? recorded : undefined;
}

function parse(text: string): RunningDashboard | undefined {
  try {
    const { url, pid, start } = JSON.parse(text) as Partial<RunningDashboard>;
    const isComplete = typeof pid === 'number' && typeof start === 'string';
    if (isComplete && /^http:\/\/127\.0\.0\.1:\d+\/$/.test(url ?? '')) return { url: url ?? '', pid, start };
  } catch {
    // Written by an earlier version, or only half.
  }
  return undefined;
}
