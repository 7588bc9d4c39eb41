import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dockerfile, readDockerfile } from '@ddext-oauth/check/dockerfile';
import { buildsExtension, isDockerfile } from '@ddext-oauth/check/find-extension';
import { messageOf } from '../errors.ts';
import { invalid } from './invalid.ts';

async function read(directory: string, name: string): Promise<string> {
  return readFile(join(directory, name), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw invalid(name, 'cannot be read:', `${messageOf(error)}.`);
  });
}

/**
 * Reads the Dockerfile of an extension. It may have another name, such as `Dockerfile.extension`. A missing one has no instructions.
 *
 * @throws SimulatorError `extension-invalid`
 */
export async function readDockerfileIn(directory: string): Promise<Dockerfile> {
  const names = (await readdir(directory)).filter(isDockerfile).sort();
  for (const name of names) {
    const content = await read(directory, name);
    if (buildsExtension(content)) return readDockerfile(name, content);
  }
  return readDockerfile('Dockerfile', await read(directory, 'Dockerfile'));
}
