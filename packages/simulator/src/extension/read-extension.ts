import { access } from 'node:fs/promises';
import { contextIn, imageSource } from '@ddext-oauth/check/image-contents';
import { apiVersionLabelOf } from './api-version.ts';
import { readPublishedPort } from './compose.ts';
import { readDockerfileIn } from './dockerfile.ts';
import { type ImageReference, parseImage } from './image.ts';
import { invalid } from './invalid.ts';
import { type Metadata, readMetadata } from './metadata.ts';

/** An extension, as described by the files in its folder. */
export interface Extension extends Metadata {
  readonly directory: string;
  readonly image: ImageReference;
  /** The port of 127.0.0.1 that compose.yaml publishes. It receives the callback of the browser. */
  readonly publishedPort: number | undefined;
  /** The SDK versions that the image supports, such as `>= 0.3.4`. */
  readonly apiVersionLabel: string | undefined;
}

/** Reads the extension in a folder. @throws SimulatorError `extension-invalid` or `image-invalid` */
export async function readExtension(directory: string, image: string): Promise<Extension> {
  const reference = parseImage(image);
  const dockerfile = await readDockerfileIn(directory);
  const metadata = await readMetadata(directory, imageSource(dockerfile, contextIn(directory)));
  await access(metadata.icon).catch(() => {
    throw invalid('metadata.json', 'icon', `names a file that does not exist (${metadata.icon}).`);
  });
  const publishedPort =
    metadata.composeFile === undefined ? undefined : await readPublishedPort(metadata.composeFile);
  const apiVersionLabel = apiVersionLabelOf(dockerfile);
  return { ...metadata, directory, image: reference, publishedPort, apiVersionLabel };
}
