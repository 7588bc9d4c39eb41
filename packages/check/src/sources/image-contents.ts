import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Dockerfile, Instruction } from './dockerfile.ts';

/** The entry of the build context at a path. */
export type Context = (path: string) => 'file' | 'folder' | undefined;

/** The build context in a folder. */
export function contextIn(directory: string): Context {
  return (path) => {
    const found = statSync(join(directory, path), { throwIfNoEntry: false });
    return found && (found.isDirectory() ? 'folder' : 'file');
  };
}

/**
 * Whether the image of a Dockerfile contains a path, according to its COPY and ADD instructions. A copy from another stage is assumed to
 * contain every path below its destination, because only a build would tell. A path in a RUN instruction is assumed to be created.
 */
export function imageContents(dockerfile: Dockerfile, context: Context): (path: string) => boolean {
  const created = dockerfile.final.filter(({ keyword }) => keyword === 'RUN');
  const copies = copiesOf(dockerfile);
  return (path) =>
    created.some(({ text }) => text.includes(path)) ||
    copies.some((copy) =>
      copy.isFromStage ? copy.below(path) : copiedFrom(copy, path, context) !== undefined,
    );
}

/**
 * The file of the build context that a file of the image is a copy of, such as `compose.yaml` for `/vm/compose.yaml`. Undefined for a
 * file that no COPY or ADD instruction takes from there.
 *
 * @example
 * const source = imageSource(readDockerfile('Dockerfile', content), contextIn(directory));
 * source('/vm/compose.yaml'); // 'compose.yaml'
 */
export function imageSource(dockerfile: Dockerfile, context: Context): (path: string) => string | undefined {
  const copies = copiesOf(dockerfile).filter(({ isFromStage }) => !isFromStage);
  return (path) => {
    const sources = copies.map((copy) => copiedFrom(copy, path, context));
    return sources.findLast((source) => source !== undefined);
  };
}

interface Copy {
  readonly sources: readonly string[];
  readonly destination: string;
  readonly intoFolder: boolean;
  readonly isFromStage: boolean;
  below(path: string): boolean;
}

function copiesOf({ final }: Dockerfile): readonly Copy[] {
  let directory = '/';
  const copies: Copy[] = [];
  for (const instruction of final) {
    const { keyword, words } = instruction;
    if (keyword === 'WORKDIR') directory = posix.resolve(directory, words[0] ?? '');
    else if (keyword === 'COPY' || keyword === 'ADD') copies.push(copyOf(instruction, directory));
  }
  return copies;
}

function copyOf({ words, flags }: Instruction, directory: string): Copy {
  const sources = words.slice(0, -1);
  const written = words.at(-1) ?? '';
  const destination = posix.resolve(directory, written);
  return {
    sources,
    destination,
    intoFolder: written.endsWith('/') || written === '.' || sources.length > 1,
    isFromStage: flags.has('from'),
    below: (path) => path === destination || path.startsWith(destination === '/' ? '/' : `${destination}/`),
  };
}

function copiedFrom(copy: Copy, path: string, context: Context): string | undefined {
  const { sources, destination, intoFolder, below } = copy;
  for (const source of sources) {
    if (context(source) === 'folder') {
      const inside = posix.join(source, path.slice(destination.length));
      if (below(path) && context(inside) !== undefined) return inside;
    } else if (!intoFolder && !source.includes('*')) {
      if (path === destination && context(source) === 'file') return posix.normalize(source);
    } else if (posix.dirname(path) === destination && named(source).test(posix.basename(path))) {
      const beside = posix.join(posix.dirname(source), posix.basename(path));
      if (context(beside) === 'file') return beside;
    }
  }
  return undefined;
}

/** The name of a source, which may contain asterisks. */
function named(source: string): RegExp {
  return new RegExp(`^${posix.basename(source).replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*')}$`);
}
