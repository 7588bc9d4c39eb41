import { resolve } from 'node:path';
import type { Cleanup } from '../cleanup.ts';
import type { SimulatorOptions } from '../options.ts';
import { extensionFolder } from './extension-folder.ts';
import { unpackImage } from './from-image/from-image.ts';
import { type Extension, readExtension, readUnpackedExtension } from './read-extension.ts';
import { type FoundUi, findUi, unpackedUi } from './ui/find-ui.ts';
import type { Warn } from './warnings.ts';

/** An extension that is read, and its UI where the user names none. */
export interface OpenedExtension {
  readonly extension: Extension;
  /** Where the command of the backend runs. */
  readonly workingDirectory: string;
  findUi(): Promise<FoundUi>;
}

/**
 * Reads the extension in a folder or in a built image.
 *
 * @param cleanup removes what was unpacked
 * @param warn receives what Docker Desktop rejects, and the simulator does not need
 * @throws SimulatorError with a message for the user
 */
export async function openExtension(
  { extensionDirectory, fromImage, image }: SimulatorOptions,
  cleanup: Cleanup,
  warn: Warn,
): Promise<OpenedExtension> {
  if (fromImage === undefined) {
    const extension = await readExtension(await extensionFolder(extensionDirectory), image, warn);
    return { extension, workingDirectory: extension.directory, findUi: () => findUi(extension) };
  }
  const unpacked = await unpackImage(fromImage);
  cleanup.add(unpacked.remove);
  const extension = await readUnpackedExtension(unpacked, { image, built: fromImage }, warn);
  const workingDirectory = resolve(extensionDirectory);
  return { extension, workingDirectory, findUi: () => unpackedUi(unpacked.files, extension) };
}
