import { access } from 'node:fs/promises';
import { contextIn, imageSource } from '@ddext-oauth/check/image-contents';
import { apiVersionLabelOf } from './api-version.ts';
import { noService, readCompose, type Service } from './compose.ts';
import { defaultImage } from './default-image.ts';
import { readDockerfileIn } from './dockerfile.ts';
import { type ImageReference, parseImage } from './image.ts';
import { invalid } from './invalid.ts';
import { type ImageSource, type Metadata, readMetadata } from './metadata.ts';
import type { Warn } from './warnings.ts';

/** An extension, as described by the files in its folder. */
export interface Extension extends Metadata, Service {
  readonly directory: string;
  readonly image: ImageReference;
  readonly sourceOf: ImageSource;
  /** The SDK versions that the image supports, such as `>= 0.3.4`. */
  readonly apiVersionLabel: string | undefined;
}

/** Undefined if the icon is missing. */
async function existingIcon({ icon }: Metadata, warn: Warn): Promise<string | undefined> {
  if (icon === undefined) return undefined;
  try {
    await access(icon);
    return icon;
  } catch {
    warn(invalid('metadata.json', 'icon', `names a file that does not exist (${icon}).`));
    return undefined;
  }
}

/**
 * Reads the extension in a folder.
 *
 * @param image of the extension; undefined for the one that the files in the folder name
 * @param warn receives what Docker Desktop rejects, and the simulator does not need
 * @throws SimulatorError `extension-invalid` or `image-invalid` if there is nothing to simulate
 */
export async function readExtension(
  directory: string,
  image: string | undefined,
  warn: Warn,
): Promise<Extension> {
  const reference = parseImage(image ?? (await defaultImage(directory)).image);
  const dockerfile = await readDockerfileIn(directory);
  const sourceOf = imageSource(dockerfile, contextIn(directory));
  const metadata = await readMetadata(directory, sourceOf, warn);
  const icon = await existingIcon(metadata, warn);
  const service =
    metadata.composeFile === undefined ? noService : await readCompose(metadata.composeFile, warn);
  const apiVersionLabel = apiVersionLabelOf(dockerfile);
  return { ...metadata, ...service, icon, directory, image: reference, sourceOf, apiVersionLabel };
}
