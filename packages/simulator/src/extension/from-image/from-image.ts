import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { invalid, valueAt } from '../invalid.ts';
import { platformBinaries } from '../metadata.ts';
import { type ImageFiles, withImageFiles } from './image-files.ts';
import { forbidden } from './unpack.ts';

/** An image whose files for an extension are unpacked. */
export interface UnpackedImage {
  /** A folder for this start, which contains nothing of the image but `files`. */
  readonly directory: string;
  /** The folder with the files, at their paths in the image. */
  readonly files: string;
  readonly labels: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Bytes of metadata.json, which is kept in memory. */
const longestMetadata = 1024 * 1024;

/** The absolute path of the image that a value names. It cannot lead out of the folder either, where the path is copied to. */
function pathOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const path = posix.resolve('/', value);
  return path.split('/').some((part) => forbidden.test(part)) ? undefined : path;
}

async function readMetadata(files: ImageFiles, folder: string): Promise<unknown> {
  const path = join(folder, 'metadata.json');
  if ((await files.copy('/metadata.json', path, longestMetadata)) === undefined) {
    throw invalid('The image', 'has no /metadata.json,', 'and so is no extension.');
  }
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    // The reader of the extension reports it.
    return undefined;
  }
}

/** The folder of the compose file, for its relative paths. At the root it is the whole image, so only the file is copied. */
function composePath(json: unknown): string | undefined {
  const file = pathOf(valueAt(json, ['vm', 'composefile']));
  return file === undefined || posix.dirname(file) === '/' ? file : posix.dirname(file);
}

async function copyParts(files: ImageFiles, folder: string, json: unknown): Promise<void> {
  const binaries = platformBinaries(json).map(pathOf);
  const ui = pathOf(valueAt(json, ['ui', 'dashboard-tab', 'root']));
  const paths = [ui, composePath(json), pathOf(valueAt(json, ['icon'])), ...binaries];
  for (const path of paths.filter((each) => each !== undefined)) {
    const destination = join(folder, path);
    // Part of a folder that was copied before.
    if (existsSync(destination) && path !== '/') continue;
    await files.copy(path, destination);
  }
  for (const path of binaries.filter((each) => each !== undefined)) {
    const file = join(folder, path);
    if (existsSync(file)) await chmod(file, 0o700);
  }
}

/**
 * Unpacks what the simulator uses of a built image: metadata.json, the UI, the icon, the compose file with its folder, and the host
 * binaries of this platform. The image does not run.
 *
 * @param image the name or ID of an image on this machine
 * @throws SimulatorError `image-invalid`, `extension-invalid` or `docker-failed`
 */
export async function unpackImage(image: string): Promise<UnpackedImage> {
  const directory = await mkdtemp(join(tmpdir(), 'ddext-image-'));
  const remove = () => rm(directory, { recursive: true, force: true });
  const folder = join(directory, 'image');
  try {
    await mkdir(folder);
    const labels = await withImageFiles(image, async (files) => {
      await copyParts(files, folder, await readMetadata(files, folder));
      return files.labels;
    });
    return { directory, files: folder, labels, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
