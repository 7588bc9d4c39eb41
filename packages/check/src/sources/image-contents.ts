import { posix } from 'node:path';
import type { Dockerfile, Instruction } from './dockerfile.ts';

/** The entry of the build context at a path. */
export type Context = (path: string) => 'file' | 'folder' | undefined;

/**
 * Whether the image of a Dockerfile contains a path, according to its COPY and ADD instructions. A copy from another stage is assumed to
 * contain every path below its destination, because only a build would tell. A path in a RUN instruction is assumed to be created.
 */
export function imageContents(dockerfile: Dockerfile, context: Context): (path: string) => boolean {
  let directory = '/';
  const contains: ((path: string) => boolean)[] = [];
  for (const instruction of dockerfile.final) {
    const { keyword, words, text } = instruction;
    if (keyword === 'WORKDIR') directory = posix.resolve(directory, words[0] ?? '');
    else if (keyword === 'RUN') contains.push((path) => text.includes(path));
    else if (keyword === 'COPY' || keyword === 'ADD') contains.push(copied(instruction, directory, context));
  }
  return (path) => contains.some((each) => each(path));
}

function copied(
  { words, flags }: Instruction,
  directory: string,
  context: Context,
): (path: string) => boolean {
  const sources = words.slice(0, -1);
  const written = words.at(-1) ?? '';
  const destination = posix.resolve(directory, written);
  const intoFolder = written.endsWith('/') || written === '.' || sources.length > 1;
  const below = (path: string) =>
    path === destination || path.startsWith(destination === '/' ? '/' : `${destination}/`);
  if (flags.has('from')) return below;
  return (path) =>
    sources.some((source) => {
      if (context(source) === 'folder') {
        return below(path) && context(posix.join(source, path.slice(destination.length))) !== undefined;
      }
      if (!intoFolder && !source.includes('*')) return path === destination && context(source) === 'file';
      const name = new RegExp(
        `^${posix.basename(source).replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*')}$`,
      );
      const inside = posix.dirname(path) === destination && name.test(posix.basename(path));
      return inside && context(posix.join(posix.dirname(source), posix.basename(path))) === 'file';
    });
}
