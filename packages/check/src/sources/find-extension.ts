import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CheckError, messageOf } from '../errors.ts';

const skipped = new Set(['node_modules', 'dist', 'build', 'vendor', 'target']);
const DEEPEST = 4;
const API_VERSION = 'com.docker.desktop.extension.api.version';

/** Whether a Dockerfile builds an extension, which its labels show. */
export const buildsExtension = (content: string): boolean => content.includes(API_VERSION);

/** The names of Dockerfiles, as the documentation of Docker has them. */
export const isDockerfile = (name: string): boolean =>
  /^(Dockerfile([.-].+)?|.+\.Dockerfile|Containerfile)$/.test(name);

/**
 * The folder of the extension in a folder: the folder itself, or the only folder below it that contains one.
 *
 * @throws {CheckError} `unreadable` if there is none, or several
 */
export async function findExtension(directory: string): Promise<string> {
  const found = await stat(directory).catch((cause: unknown) => {
    const message = `${directory} cannot be read: ${messageOf(cause)}. Name the extension's folder.`;
    throw new CheckError('unreadable', message, { cause });
  });
  if (!found.isDirectory())
    throw new CheckError('unreadable', `${directory} is not a folder. Name the extension's folder.`);
  if (existsSync(join(directory, 'metadata.json')) || (await isExtension(directory))) return directory;
  const below = await extensionsBelow(directory, '', 0);
  const [only, ...others] = below;
  if (only !== undefined && others.length === 0) return join(directory, only);
  if (existsSync(join(directory, 'Dockerfile')) && only === undefined) return directory;
  const sentence = only
    ? `${directory} contains ${below.length} extensions: ${below.join(', ')}. Name the folder of one.`
    : `${directory} contains neither metadata.json nor a Dockerfile, so it is not an extension. Name the extension's folder.`;
  throw new CheckError('unreadable', sentence);
}

async function extensionsBelow(directory: string, below: string, depth: number): Promise<readonly string[]> {
  if (depth > DEEPEST) return [];
  const entries = await readdir(join(directory, below), { withFileTypes: true }).catch(noAccess);
  const folders = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name),
  );
  const found = await Promise.all(
    folders.map(async ({ name }) => {
      const path = below ? `${below}/${name}` : name;
      if (await isExtension(join(directory, path))) return [path];
      return extensionsBelow(directory, path, depth + 1);
    }),
  );
  return found.flat().sort();
}

/** A folder, a broken link, or a file of another user is not a file of an extension. */
function noFile(error: NodeJS.ErrnoException): string {
  if (['ENOENT', 'EISDIR', 'EACCES', 'ELOOP'].includes(error.code ?? '')) return '';
  throw error;
}

/** A folder of another user contains no extension. */
function noAccess(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'EACCES' || error.code === 'ENOENT') return [];
  throw error;
}

/** Whether a folder contains a metadata.json with a tab or host binaries, or a Dockerfile with the labels of an extension. */
async function isExtension(folder: string): Promise<boolean> {
  const names = (await readdir(folder).catch(noAccess)).filter(
    (name) => name === 'metadata.json' || isDockerfile(name),
  );
  const contents = await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name), 'utf8').catch(noFile);
      return { name, content };
    }),
  );
  return contents.some(({ name, content }) =>
    name === 'metadata.json'
      ? /"(dashboard-tab|composefile|binaries)"/.test(content)
      : buildsExtension(content),
  );
}
