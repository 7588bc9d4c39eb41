import { posix } from 'node:path';
import { beginningMatcher } from './copy-source.ts';
import { chainOf, type DockerfileText, type Instruction, type Stage, stageNamed } from './dockerfile.ts';
import type { Repository } from './repository.ts';

/**
 * Returns the path in the repository of a file or folder in the image, by the COPY instructions of the stages. The last that copies
 * it counts. The path may not exist: a folder that RUN creates is where it would be in the copied folder.
 *
 * @param stages from the base to the stage that has the path
 * @param context the folder in which the image is built, relative to the repository. Empty for the root
 * @param path absolute, in the image
 * @returns undefined if no instruction copies it
 */
export function sourceInRepository(
  dockerfile: DockerfileText,
  { stages, context }: { readonly stages: readonly Stage[]; readonly context: string },
  path: string,
  repository: Repository,
): string | undefined {
  for (const { instruction, target } of copiesIn(stages).toReversed()) {
    const [first = '', ...more] = instruction.words.slice(0, -1);
    const from = instruction.flags.get('from');
    for (const source of [first, ...more]) {
      const relative = from === undefined ? posix.normalize(source).replace(/^\/|\/$/g, '') : source;
      for (const each of from === undefined ? matching(relative, context, repository) : [relative]) {
        const inside = placeOf(
          each,
          { target, more: more.length > 0, isFolder: isFolder(each, context, repository) },
          path,
        );
        if (inside === undefined) continue;
        if (from === undefined) return joined(context, each === '.' ? '' : each, inside);
        const stage = stageNamed(dockerfile, from);
        const found =
          stage &&
          sourceInRepository(
            dockerfile,
            { stages: chainOf(dockerfile, stage), context },
            posix.join('/', each, inside),
            repository,
          );
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

/** A COPY or ADD, and its absolute target. A target with a slash at its end is a folder. */
export interface Copy {
  readonly instruction: Instruction;
  readonly target: string;
}

/** The instructions that copy files, in their order, with targets below WORKDIR. */
export function copiesIn(stages: readonly Stage[]): readonly Copy[] {
  let folder = '/';
  const copies: Copy[] = [];
  for (const instruction of stages.flatMap(({ instructions }) => instructions)) {
    const last = instruction.words.at(-1) ?? '';
    if (instruction.keyword === 'WORKDIR') folder = posix.resolve(folder, last);
    if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
    const isFolder = /(^|\/)\.?\.?$/.test(last);
    const target = posix.resolve(folder, last);
    copies.push({ instruction, target: isFolder && target !== '/' ? `${target}/` : target });
  }
  return copies;
}

/** The rest of `path` below a copied source: empty for the source itself. Undefined if it is not there. */
function placeOf(
  source: string,
  { target, more, isFolder }: { readonly target: string; readonly more: boolean; readonly isFolder: boolean },
  path: string,
): string | undefined {
  const intoFolder = target.endsWith('/') || more;
  const bare = target === '/' ? '' : target.replace(/\/$/, '');
  // The content of a folder is copied, and a file itself.
  const at = isFolder || !intoFolder ? bare : `${bare}/${posix.basename(source)}`;
  if (path === at) return '';
  return path.startsWith(`${at}/`) && (isFolder || !intoFolder) ? path.slice(at.length + 1) : undefined;
}

/** A path of another stage, which is not known, is a folder unless its name has an extension. */
function isFolder(source: string, context: string, { paths }: Repository): boolean {
  if (source === '.' || source === '') return true;
  if (source.startsWith('/')) return posix.extname(source) === '';
  const path = joined(context, source);
  return (
    !paths.includes(path) &&
    (paths.some((each) => each.startsWith(`${path}/`)) || posix.extname(source) === '')
  );
}

function matching(source: string, context: string, { paths }: Repository): readonly string[] {
  if (!/[*?[]/.test(source)) return [source];
  const beginning = beginningMatcher(source);
  const below = paths.flatMap((path) =>
    context === '' ? [path] : path.startsWith(`${context}/`) ? [path.slice(context.length + 1)] : [],
  );
  return [...new Set(below.flatMap((path) => beginning(path) ?? []))];
}

function joined(...parts: readonly string[]): string {
  const path = posix.join(...parts.filter((part) => part !== ''), '');
  return path === '.' ? '' : path;
}
