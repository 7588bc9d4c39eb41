import { posix } from 'node:path';
import { type Copy, isWithin, mayCreate, type StageFiles } from './copies.ts';
import { isOfficialImage } from './official-image.ts';

/** The entry of the build context at a path. */
export type Context = (path: string) => 'file' | 'folder' | undefined;

/** Whether an image contains a path. */
export type Contained =
  /** @property source the path in the build context that it is a copy of */
  | { readonly is: 'there'; readonly source?: string }
  /** @property source the path that it would be a copy of, and that the build context lacks */
  | { readonly is: 'missing'; readonly source?: string }
  /** Known only after a build. @property reason half a sentence */
  | { readonly is: 'unknown'; readonly reason: string };

/** Whether a path that the build context lacks is created by a command that runs before the build of the image. */
export type IsMade = (path: string) => boolean;

/** Whether a source of COPY is one path, and no pattern, here-document or URL. */
export const isPlain = (source: string) => !/[*?[$]|^<<|^\w+:\/\//.test(source);
const isArchive = (source: string) => /\.(tar|tgz|tbz2?|txz)(\.\w+)?$/.test(source);

/** Looks for paths in the stages of a Dockerfile. */
export class StageReader {
  readonly #stages: readonly StageFiles[];
  readonly #names: readonly (string | undefined)[];
  readonly #context: Context;
  readonly #isMade: IsMade;

  constructor(
    stages: readonly StageFiles[],
    names: readonly (string | undefined)[],
    context: Context,
    isMade: IsMade,
  ) {
    this.#stages = stages;
    this.#names = names;
    this.#context = context;
    this.#isMade = isMade;
  }

  /** The last instruction that certainly provides the path decides. */
  find(index: number, path: string): Contained {
    const { steps, base } = this.#stages[index] ?? { steps: [], base: '' };
    const found = steps.toReversed().map((step): Contained => {
      if (step.kind === 'copy') return this.#copied(step, index, path);
      const reason = `a RUN instruction may create ${path}`;
      return mayCreate(step, path) ? { is: 'unknown', reason } : { is: 'missing' };
    });
    return best([...found, inBase(base, path)]);
  }

  #copied(copy: Copy, index: number, path: string): Contained {
    const { sources, destination, from, isOpen } = copy;
    if (isOpen) return { is: 'unknown', reason: `COPY to ${destination} depends on a build argument` };
    if (!isWithin(destination, path)) return { is: 'missing' };
    return best(
      sources.map((source) => {
        if (from !== undefined) return this.#fromStage(copy, from, index, source, path);
        return this.#fromContext(copy, source, path);
      }),
    );
  }

  #fromStage(copy: Copy, from: string, index: number, source: string, path: string): Contained {
    const named = this.#names.findLastIndex((name, at) => at < index && name === from.toLowerCase());
    const stage = named === -1 && /^\d+$/.test(from) ? Number(from) : named;
    if (stage < 0 || stage >= index)
      return { is: 'unknown', reason: `${path} is copied from the image ${from}` };
    if (!isPlain(source))
      return { is: 'unknown', reason: `${path} is copied from ${source} of the stage ${from}` };
    const isFile = isProgram(source, this.#stages[stage]);
    const places = placesOf(copy, source, path).filter((place) => !isFile || place === source);
    return best(places.map((place) => this.find(stage, posix.resolve('/', place))));
  }

  #fromContext(copy: Copy, source: string, path: string): Contained {
    const { destination, intoFolder, adds } = copy;
    if (source.startsWith('<<')) return { is: intoFolder || path !== destination ? 'missing' : 'there' };
    if (source.includes('$'))
      return { is: 'unknown', reason: `COPY of ${source} depends on a build argument` };
    if (adds && (source.includes('://') || isArchive(source)))
      return { is: 'unknown', reason: `ADD takes it from ${source}` };
    if (!isPlain(source)) return this.#matching(copy, source, path);
    const is = this.#context(source);
    if (is === 'folder') {
      const inside = posix.join(source, path.slice(destination === '/' ? 0 : destination.length));
      return this.#context(inside) === undefined ? this.#absent(inside, source) : there(inside);
    }
    const isDestination = intoFolder && path === destination;
    const [place] = placesOf(copy, source, path).filter((each) => each === source && !isDestination);
    if (is === 'file') return place ? there(source) : { is: 'missing' };
    if (place !== undefined) return this.#absent(source, source);
    // A folder that is not there is built before the image.
    return /\.\w+$/.test(source) ? { is: 'missing' } : notBuilt(source);
  }

  #matching({ destination }: Copy, source: string, path: string): Contained {
    if (posix.dirname(path) !== destination || !globOf(source).test(posix.basename(path)))
      return {
        is: posix.dirname(path) === destination ? 'missing' : 'unknown',
        reason: `COPY takes ${source}`,
      };
    const beside = posix.join(posix.dirname(source), posix.basename(path));
    return this.#context(beside) === 'file' ? there(beside) : this.#absent(beside, source);
  }

  #absent(source: string, written: string): Contained {
    return this.#isMade(source) ? notBuilt(written) : { is: 'missing', source };
  }
}

const there = (source: string): Contained => ({
  is: 'there',
  source: posix.normalize(source).replace(/^\/+/, ''),
});

const notBuilt = (source: string): Contained => ({
  is: 'unknown',
  reason: `COPY takes it from ${source}, which is not built yet`,
});

/** Where a source of COPY may have a path of the image: the source itself, or below it if the source is a folder. */
function placesOf({ destination, intoFolder }: Copy, source: string, path: string): readonly string[] {
  const below = posix.join(source, path.slice(destination === '/' ? 0 : destination.length));
  if (path === destination) return [source];
  const isItself = intoFolder && path === posix.join(destination, posix.basename(source));
  return isItself ? [source, below] : [below];
}

/** Whether a source of COPY is the output of a compiler, and so no folder. */
function isProgram(source: string, stage: StageFiles | undefined): boolean {
  const name = posix.basename(source);
  if (/(^|\/)(bin|release|debug)$/.test(posix.dirname(source)) || name.endsWith('.exe')) return true;
  const output = new RegExp(`\\s-o[ =]?\\S*${name.replace(/[^\w-]/g, '\\$&')}(\\s|$)`);
  return stage?.steps.some((step) => step.kind === 'run' && output.test(step.text)) ?? false;
}

/** Folders of the distribution, in which an image may have more than its Dockerfile says. */
const system = /^\/(bin|sbin|lib\w*|usr|opt|etc|var|home|root|app|go)(\/|$)/;

/** An official image has no files of an extension. */
function inBase(base: string, path: string): Contained {
  if (base === 'scratch') return { is: 'missing' };
  if (isOfficialImage(base) && !system.test(path)) return { is: 'missing' };
  return { is: 'unknown', reason: `the base image ${base} may contain ${path}` };
}

function best(found: readonly Contained[]): Contained {
  return (
    found.find(({ is }) => is === 'there') ??
    found.find(({ is }) => is === 'unknown') ??
    found.find((each) => each.is === 'missing' && each.source !== undefined) ?? { is: 'missing' }
  );
}

/** A pattern of COPY for the name of a file (https://pkg.go.dev/path/filepath#Match). */
function globOf(source: string): RegExp {
  const pattern = posix.basename(source).replace(/\*|\?|\[[^\]]+\]|./gs, (part) => {
    if (part === '*') return '[^/]*';
    return part === '?' || part.length > 1 ? '[^/]' : part.replace(/[^\w-]/, '\\$&');
  });
  return new RegExp(`^${pattern}$`);
}
