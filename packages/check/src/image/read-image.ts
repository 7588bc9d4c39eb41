import { readSecrets } from '../sources/secrets.ts';
import type { Image } from '../sources/workspace-or-image.ts';
import { readArchive } from './archive.ts';
import { imageOf } from './image.ts';
import { defaultLimits } from './limits.ts';
import { saveImage } from './save.ts';

/**
 * Reads an image of the Docker Engine.
 *
 * @param directory whose .env contains the secrets to look for
 * @throws {import('../errors.ts').CheckError} `unreadable`
 */
export async function readImage(
  reference: string,
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<Image> {
  const secrets = await readSecrets(directory, environment);
  const given = { reference, directory, secrets };
  return saveImage(reference, secrets, async (source) =>
    imageOf(await readArchive(source, secrets, defaultLimits), given, defaultLimits),
  );
}
