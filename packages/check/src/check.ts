import { resolve } from 'node:path';
import type { Host } from '@ddext-oauth/providers';
import { CheckError } from './errors.ts';
import { type Report, report } from './report/report.ts';
import { rules } from './rules/index.ts';
import { findExtension } from './sources/find-extension.ts';
import { readSilenced } from './sources/silenced.ts';

/** Options of {@link check}. */
export interface CheckOptions {
  /** The folder of the extension, or a folder that contains one. Default: the working directory. */
  readonly directory?: string;
  /** An image in the Docker Engine, which is checked instead of the folder. The folder's .env and ddext-check.json still apply. */
  readonly image?: string;
  /**
   * The hosts in which the extension runs. Rules for other hosts are not checked. Default: those that its ddext-oauth.json
   * records; without a record all hosts for an extension that ddext-oauth created, and Docker Desktop for any other.
   */
  readonly hosts?: readonly Host[] | undefined;
  /** Variables that may contain client secrets. Default: those of this process. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Checks the workspace of an extension, or its image.
 *
 * @example
 * const { findings, notChecked } = await check({ directory: 'my-extension' });
 * @throws {import('./errors.ts').CheckError} `usage` for an invalid ddext-check.json; `unreadable` if the folder contains no
 *   extension, or the image cannot be read
 */
export async function check(options: CheckOptions = {}): Promise<Report> {
  const { directory: given = '.', image, hosts, environment = process.env } = options;
  // The folder of an image contains no extension, but .env and ddext-check.json.
  const directory = image === undefined ? await readable(findExtension(resolve(given))) : resolve(given);
  const silenced = await readSilenced(
    directory,
    rules.map(({ id }) => id),
  );
  if (image === undefined) {
    // The parsers in this module are most of the code of this package.
    const { readWorkspace } = await import('./sources/read-workspace.ts');
    return report(await readable(readWorkspace(directory, environment)), rules, silenced, hosts);
  }
  const { checkInThread } = await import('./image/check-in-thread.ts');
  return readable(checkInThread({ directory, image, environment: { ...environment }, silenced, hosts }));
}

async function readable<Result>(read: Promise<Result>): Promise<Result> {
  try {
    return await read;
  } catch (error) {
    // An error of the file system, which contains the file and the reason.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new CheckError('unreadable', `${error.message}. Check that it exists and is readable.`, {
      cause: error,
    });
  }
}
