import { posix } from 'node:path';
import { chainOf, type Dockerfile, type Instruction, type Stage } from './dockerfile.ts';

/** A COPY or ADD instruction. */
export interface Copy {
  readonly kind: 'copy';
  readonly sources: readonly string[];
  /** Absolute. */
  readonly destination: string;
  readonly intoFolder: boolean;
  /** The value of --from; undefined for the build context. */
  readonly from: string | undefined;
  /** Whether it is an ADD, which downloads URLs and unpacks archives. */
  readonly adds: boolean;
  /** Whether a variable in its destination has no value. */
  readonly isOpen: boolean;
}

/** A RUN instruction. */
export interface Run {
  readonly kind: 'run';
  readonly text: string;
}

/** What adds files to a stage, and what it is built on. */
export interface StageFiles {
  /** In their order, with those of the stages of the Dockerfile that it is built on. */
  readonly steps: readonly (Copy | Run)[];
  /** The image in its first FROM. */
  readonly base: string;
}

/** What adds files to each stage of a Dockerfile. */
export function filesOfStages({ stages }: Dockerfile): readonly StageFiles[] {
  return stages.map((_, index) => filesOf(chainOf(stages, index)));
}

function filesOf(chain: readonly Stage[]): StageFiles {
  let directory = '/';
  const steps: (Copy | Run)[] = [];
  for (const instruction of chain.flatMap(({ instructions }) => instructions)) {
    const { keyword, words, text } = instruction;
    if (keyword === 'WORKDIR') directory = posix.resolve(directory, words[0] ?? '');
    else if (keyword === 'COPY' || keyword === 'ADD') steps.push(copyOf(instruction, directory));
    else if (keyword === 'RUN') steps.push({ kind: 'run', text });
  }
  return { steps, base: chain[0]?.from.words[0] ?? '' };
}

function copyOf({ keyword, words, flags }: Instruction, directory: string): Copy {
  const sources = words.slice(0, -1);
  const written = words.at(-1) ?? '';
  const destination = posix.resolve(directory, written);
  return {
    kind: 'copy',
    sources,
    destination,
    intoFolder: written.endsWith('/') || isWithin(destination, directory) || sources.length > 1,
    from: flags.get('from'),
    adds: keyword === 'ADD',
    isOpen: `${directory}${written}`.includes('$'),
  };
}

/** Whether a path is a folder, or is below it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** Commands that create no file of an extension, unless their output is redirected. */
const createsNothing =
  /^(sudo\s+)?(apk|apt|apt-get|yum|dnf|microdnf|adduser|addgroup|useradd|groupadd|chown|chmod|mkdir|rm|echo|true|set|export|cd|update-ca-certificates|test|sleep|date|npm (config|set)|yarn config|if|then|fi|else|\[)(?![\w-])[^>]*$/;

/** Commands that create the files that they name. */
const createsWhatItNames = /^(curl|wget|touch|cat|echo)\b/;

/** Whether a RUN instruction may create a path, because of the name of the path or because its commands may create any file. */
export function mayCreate({ text }: Run, path: string): boolean {
  const parents = path.split('/').slice(1, -1);
  const names = [posix.basename(path), ...parents].map((name) => name.replace(/[^\w-]/g, '\\$&'));
  const isNamed = new RegExp(`(^|[^\\w.-])(${names.join('|')})($|[^\\w-])`);
  return text
    .replace(/^\s*RUN\s+(--\S+\s+)*/i, '')
    .split(/&&|\|\||[;|\n]/)
    .map((command) => command.trim())
    .filter((command) => command !== '' && !createsNothing.test(command))
    .some((command) => !createsWhatItNames.test(command) || isNamed.test(command));
}
