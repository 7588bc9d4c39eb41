import { createHash } from 'node:crypto';
import type { ImageReference } from '../../extension/image.ts';

/** Characters of a SHA-256, in hexadecimal. */
const LENGTH = 12;

/**
 * The name of an extension's project. It is the same at each start, so that named volumes are kept. A name of Docker Compose has no slash and
 * no dot, so a part of the hash distinguishes acme/hello-x from acme-hello/x.
 */
export function projectName({ extensionId }: ImageReference): string {
  const readable = extensionId.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const hash = createHash('sha256').update(extensionId).digest('hex').slice(0, LENGTH);
  return `ddext-simulator-${readable}-${hash}`;
}
