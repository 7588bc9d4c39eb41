import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isImage } from './image.ts';

/** An image name, and the file that it is from. */
export interface DefaultImage {
  readonly image: string;
  /** Undefined if the name is derived from the folder. */
  readonly file: string | undefined;
}

/** `docker extension init` writes `IMAGE?=ORG/NAME` into the Makefile. */
const assigned = /^[ \t]*(?:export[ \t]+)?\w*(?:IMAGE|REPO)(?:_?NAME)?[ \t]*[?:]?=[ \t]*["']?([^\s"'#]+)/gim;
const installed = /docker extension (?:install|update)\s+(?:-\S+\s+)*([^\s`"'\\]+)/g;

/** Each file that may name the image, and how. */
const sources: readonly (readonly [file: string, pattern: RegExp])[] = [
  ['Makefile', assigned],
  ['makefile', assigned],
  ['Makefile', installed],
  ['README.md', installed],
  ['readme.md', installed],
];

async function imageIn(directory: string, file: string, pattern: RegExp): Promise<string | undefined> {
  const text = await readFile(join(directory, file), 'utf8').catch(() => '');
  return [...text.matchAll(pattern)].flatMap(([, name = '']) => name).find(isImage);
}

/** A folder name as a component of an image name. */
function componentOf(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-') || 'extension';
}

/**
 * The image of the extension in a folder, as its Makefile or README names it. Without a name there, it is `local/FOLDER`.
 */
export async function defaultImage(directory: string): Promise<DefaultImage> {
  for (const [file, pattern] of sources) {
    const image = await imageIn(directory, file, pattern);
    if (image !== undefined) return { image, file };
  }
  return { image: `local/${componentOf(basename(resolve(directory)))}`, file: undefined };
}
