import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { filesOfStages, type StageFiles } from './copies.ts';
import type { Dockerfile } from './dockerfile.ts';
import { type Contained, type Context, type IsMade, isPlain, StageReader } from './stage-reader.ts';

const noEntry = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'ERR_INVALID_ARG_VALUE']);

/** The build context in a folder. */
export function contextIn(directory: string): Context {
  return (path) => {
    try {
      return statSync(join(directory, path)).isDirectory() ? 'folder' : 'file';
    } catch (error) {
      // Also a path below a file, a link to itself, and what is no path.
      if (noEntry.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  };
}

/**
 * What the image of a Dockerfile contains: follows COPY and ADD through the stages to the build context. What a RUN instruction, another
 * image or a file that is not built yet may provide is unknown.
 *
 * @example
 * const contents = imageContents(readDockerfile('Dockerfile', content), contextIn(directory));
 * contents('/vm/compose.yaml'); // { is: 'there', source: 'compose.yaml' }
 */
export function imageContents(
  dockerfile: Dockerfile,
  context: Context,
  isMade: IsMade = () => false,
): (path: string) => Contained {
  const stages = filesOfStages(dockerfile);
  const final = stages.at(-1);
  if (final === undefined) return () => ({ is: 'missing' });
  const names = dockerfile.stages.map(({ from }) => from.words[2]?.toLowerCase());
  const reader = new StageReader(stages, names, context, isMade);
  const elsewhere = isBuiltElsewhere(final, context);
  return (path) => (elsewhere ? elsewhereReason : reader.find(stages.length - 1, posix.resolve('/', path)));
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
  const contents = imageContents(forThisMachine(dockerfile), context);
  return (path) => {
    const found = contents(path);
    return found.is === 'there' ? found.source : undefined;
  };
}

/** As Docker names it in the predefined argument TARGETARCH of a build for this machine. */
const architecture = process.arch === 'x64' ? 'amd64' : process.arch;

function forThisMachine(dockerfile: Dockerfile): Dockerfile {
  const replaced = (word: string) => word.replace(/\$(?:TARGETARCH\b|\{TARGETARCH\})/g, architecture);
  const stages = dockerfile.stages.map((stage) => ({
    ...stage,
    instructions: stage.instructions.map((each) => ({ ...each, words: each.words.map(replaced) })),
  }));
  return { ...dockerfile, stages };
}

const elsewhereReason: Contained = {
  is: 'unknown',
  reason: 'the sources of COPY are not in this folder, so the image is built from another one',
};

function isBuiltElsewhere({ steps }: StageFiles, context: Context): boolean {
  const sources = steps.flatMap((step) =>
    step.kind === 'copy' && step.from === undefined ? step.sources.filter(isPlain) : [],
  );
  return sources.length > 1 && sources.every((source) => context(source) === undefined);
}
