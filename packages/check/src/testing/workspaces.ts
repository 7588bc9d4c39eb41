import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPlan, type RawOptions, registryPackages, resolveOptions } from '@ddext-oauth/scaffold';
import { afterEach } from '@jest/globals';
import { check } from '../check.ts';
import type { Report } from '../report/report.ts';

/** Path to content; undefined for a file that must be absent. */
export type Files = Readonly<Record<string, string | undefined>>;

const made: string[] = [];

afterEach(async () => {
  await Promise.all(made.splice(0).map((directory) => rm(directory, { recursive: true, force: true })));
});

/** A folder with files, removed after the test. */
export async function folderOf(files: Files): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'check-')));
  made.push(directory);
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) continue;
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  return directory;
}

/** The files of a new workspace of the scaffold. */
export function freshFiles(raw: RawOptions = {}): Readonly<Record<string, string>> {
  const { options } = resolveOptions({ directory: 'hello', image: 'acme/hello', ...raw });
  const plan = createPlan(options, { packages: registryPackages() });
  return Object.fromEntries([...plan].map(([path, content]) => [path, Buffer.from(content).toString()]));
}

/** Checks a folder with files, without the environment of the test run. */
export async function checkFiles(files: Files, environment: NodeJS.ProcessEnv = {}): Promise<Report> {
  return check({ directory: await folderOf(files), environment });
}

/** A file of this package. */
export const ownFile = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
