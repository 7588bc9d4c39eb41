import { type Stats, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Dockerfile, Instruction, Stage } from './dockerfile.ts';

/** The entry of the build context at a path. */
export type Context = (path: string) => 'file' | 'folder' | undefined;

/** The build context in a folder. */
export function contextIn(directory: string): Context {
  return (path) => {
    const found = entryAt(join(directory, path));
    return found && (found.isDirectory() ? 'folder' : 'file');
  };
}

function entryAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A path below a file. Every other error is one of the machine.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
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
 * The file of the build context that a file of the image is a copy of, such as `compose.yaml` for `/vm/compose.yaml`, also if an earlier
 * stage copies it first. Undefined for a file that no COPY or ADD instruction takes from there. The image is one for this machine's
 * architecture.
 *
 * @example
 * const source = imageSource(readDockerfile('Dockerfile', content), contextIn(directory));
 * source('/vm/compose.yaml'); // 'compose.yaml'
 */
export function imageSource(dockerfile: Dockerfile, context: Context): (path: string) => string | undefined {
  /** In the first stages, of which a later one can copy. */
  const sourceIn = (final: readonly Instruction[], stages: readonly Stage[], path: string) => {
    const sources = copiesOf({ final }).map((copy) => {
      if (!copy.isFromStage) return copiedFrom(copy, path, context);
      const at = stages.findIndex(({ from }) => from.words[2]?.toLowerCase() === copy.from?.toLowerCase());
      const stage = stages[at];
      if (!stage) return undefined;
      const inStage = pathsInStage(copy, path);
      const found = inStage.map((each): string | undefined =>
        sourceIn(stage.instructions, stages.slice(0, at), each),
      );
      return found.find((source) => source !== undefined);
    });
    return sources.findLast((source) => source !== undefined);
  };
  return (path) => sourceIn(dockerfile.final, dockerfile.stages, path);
}

/** The paths in another stage that a path can be a copy of. */
function pathsInStage({ sources, destination, below }: Copy, path: string): readonly string[] {
  if (!below(path)) return [];
  return sources.flatMap((source) => {
    const absolute = posix.resolve('/', source.replace(/\$\{?TARGETARCH\}?/g, architecture));
    const inside = posix.join(absolute, path.slice(destination.length));
    return posix.basename(absolute) === posix.basename(path) ? [absolute, inside] : [inside];
  });
}

/** As Docker names it: the predefined argument TARGETARCH of a build for this machine. */
const architecture = process.arch === 'x64' ? 'amd64' : process.arch;

interface Copy {
  readonly sources: readonly string[];
  readonly destination: string;
  readonly intoFolder: boolean;
  readonly isFromStage: boolean;
  readonly from: string | undefined;
  below(path: string): boolean;
}

function copiesOf({ final }: Pick<Dockerfile, 'final'>): readonly Copy[] {
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
    from: flags.get('from'),
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
