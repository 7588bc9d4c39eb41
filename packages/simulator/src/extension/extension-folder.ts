import { resolve } from 'node:path';
import { findExtension } from '@ddext-oauth/check/find-extension';
import { messageOf, SimulatorError } from '../errors.ts';

/**
 * The folder of the extension in a folder: the folder itself, or the only folder below it that contains one.
 *
 * @throws SimulatorError `extension-invalid` if there is none, or several
 */
export async function extensionFolder(directory: string): Promise<string> {
  return findExtension(resolve(directory)).catch((error: unknown) => {
    throw new SimulatorError('extension-invalid', messageOf(error), { cause: error });
  });
}
