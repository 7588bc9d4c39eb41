import { resolve } from 'node:path';
import { CheckError } from './errors.ts';
import { type Report, report } from './report/report.ts';
import { rules } from './rules/index.ts';
import { readSilenced } from './sources/silenced.ts';

/** What to check. */
export interface CheckOptions {
  /** The extension's folder; this one unless given. */
  readonly directory?: string;
  /** An image that the Docker Engine has: it is checked then, and not the folder, of which .env and ddext-check.json count. */
  readonly image?: string;
  /** Where else client secrets are looked for; this process's variables unless given. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Checks an extension's workspace, or its image.
 *
 * @throws {import('./errors.ts').CheckError} `usage` for a wrong ddext-check.json; `unreadable` where the folder holds no
 *   extension, or the image cannot be read
 */
export async function check(options: CheckOptions = {}): Promise<Report> {
  const { directory: given = '.', image, environment = process.env } = options;
  const directory = resolve(given);
  const silenced = await readSilenced(
    directory,
    rules.map(({ id }) => id),
  );
  if (image === undefined) {
    // The parsers behind this are most of what this package loads.
    const { readWorkspace } = await import('./sources/read-workspace.ts');
    return report(await readable(readWorkspace(directory, environment)), rules, silenced);
  }
  const { checkInThread } = await import('./image/check-in-thread.ts');
  return readable(checkInThread({ directory, image, environment: { ...environment }, silenced }));
}

async function readable<Result>(read: Promise<Result>): Promise<Result> {
  try {
    return await read;
  } catch (error) {
    // Of the file system, which names the file and the reason.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new CheckError('unreadable', `${error.message}. See that it is there, and may be read.`, {
      cause: error,
    });
  }
}
