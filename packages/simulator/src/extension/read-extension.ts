import { access } from 'node:fs/promises';
import { contextIn, imageSource } from '@ddext-oauth/check/image-contents';
import { apiVersionIn, apiVersionLabelOf } from './api-version.ts';
import { noService, readCompose, type Service } from './compose.ts';
import { defaultImage } from './default-image.ts';
import { readDockerfileIn } from './dockerfile.ts';
import type { UnpackedImage } from './from-image/from-image.ts';
import { builtImage, type ImageReference, parseImage } from './image.ts';
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

type Given = Pick<Extension, 'directory' | 'image' | 'sourceOf' | 'apiVersionLabel'>;

/** @param folder that contains the files */
async function readFiles(folder: string, given: Given, warn: Warn): Promise<Extension> {
  const metadata = await readMetadata(folder, given.sourceOf, warn);
  const icon = await existingIcon(metadata, warn);
  const service =
    metadata.composeFile === undefined ? noService : await readCompose(metadata.composeFile, warn);
  return { ...metadata, ...service, icon, ...given };
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
  const apiVersionLabel = apiVersionLabelOf(dockerfile);
  return readFiles(directory, { directory, image: reference, sourceOf, apiVersionLabel }, warn);
}

/**
 * Reads the extension in an image that was unpacked.
 *
 * @param image its name; undefined for `built`
 * @param warn receives what Docker Desktop rejects, and the simulator does not need
 * @throws SimulatorError `extension-invalid` or `image-invalid` if there is nothing to simulate
 */
export async function readUnpackedExtension(
  { directory, files, labels }: UnpackedImage,
  { image, built }: { readonly image: string | undefined; readonly built: string },
  warn: Warn,
): Promise<Extension> {
  const reference = image === undefined ? builtImage(built) : parseImage(image);
  const sourceOf = (path: string) => path.slice(1);
  return readFiles(
    files,
    { directory, image: reference, sourceOf, apiVersionLabel: apiVersionIn(labels) },
    warn,
  );
}
