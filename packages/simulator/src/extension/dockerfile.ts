import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dockerfile, readDockerfile } from '@ddext-oauth/check/dockerfile';
import { messageOf } from '../errors.ts';
import { invalid } from './invalid.ts';

/**
 * Reads the Dockerfile of an extension. A missing one has no instructions.
 *
 * @throws SimulatorError `extension-invalid`
 */
export async function readDockerfileIn(directory: string): Promise<Dockerfile> {
  const content = await readFile(join(directory, 'Dockerfile'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw invalid('Dockerfile', 'cannot be read:', `${messageOf(error)}.`);
  });
  return readDockerfile('Dockerfile', content);
}
