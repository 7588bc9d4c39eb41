import { CheckError } from '../errors.ts';
import type { Image } from '../subject.ts';

/** @throws {CheckError} `unreadable`: images are read once the rules over workspaces stand */
export async function readImage(
  reference: string,
  _directory: string,
  _environment: NodeJS.ProcessEnv,
): Promise<Image> {
  throw new CheckError(
    'unreadable',
    `${reference} cannot be checked: images are not read yet, only workspaces are.`,
  );
}
