import { SimulatorError } from '../errors.ts';

export interface ImageReference {
  /** The image as given, for `ddClient.extension.image`. */
  readonly reference: string;
  /** The image without its tag. Docker Desktop uses it as the ID of the extension. */
  readonly extensionId: string;
}

const component = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const pattern = new RegExp(`^(${component}(?:/${component})+)(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$`);

/** Whether a text is `ORG/NAME` or `ORG/NAME:TAG`. */
export const isImage = (text: string): boolean => pattern.test(text);

/** An image that was built. It can have a name without an organization, of a registry with a port, or an ID. */
export function builtImage(reference: string): ImageReference {
  if (isImage(reference)) return parseImage(reference);
  // Without it, all images with such an ID would have one origin and one volume.
  const [, digest] = /^sha256:([0-9a-f]+)$/.exec(reference) ?? [];
  if (digest !== undefined) return { reference, extensionId: digest };
  return { reference, extensionId: reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '') };
}

/**
 * Parses `ORG/NAME` or `ORG/NAME:TAG`. Links identify an extension by its image without the tag
 * (https://docs.docker.com/extensions/extensions-sdk/dev/oauth2-flow/).
 *
 * @throws SimulatorError `image-invalid`
 */
export function parseImage(reference: string): ImageReference {
  const extensionId = pattern.exec(reference)?.[1];
  if (extensionId === undefined) {
    throw new SimulatorError(
      'image-invalid',
      `"${reference}" is not an image name: write ORG/NAME or ORG/NAME:TAG in lower case, such as acme/hello.`,
    );
  }
  return { reference, extensionId };
}
