import { posix } from 'node:path';
import { ScaffoldError } from '../../errors.ts';
import { withoutLineEndings } from '../../merge/line-endings.ts';
import { type Compose, readCompose } from './compose.ts';
import { type Data, jsonObject, objectIn, textIn } from './data.ts';
import { type DockerfileText, finalStages, parseDockerfile } from './dockerfile.ts';
import { imageNameIn } from './image-name.ts';
import { copiesIn, sourceInRepository } from './image-source.ts';
import { folderOf } from './paths.ts';
import type { Repository } from './repository.ts';

/** An existing extension: its metadata, its image and its compose file, each with its path in the repository. */
export interface Extension {
  readonly repository: Repository;
  readonly metadata: { readonly path: string; readonly content: Data };
  readonly dockerfile: { readonly path: string; readonly parsed: DockerfileText };
  /** The folder in which the image is built. Empty for the root of the repository. */
  readonly context: string;
  /** Undefined without `vm`, and for `vm.image`. */
  readonly compose: Compose | undefined;
  /** `vm.exposes.socket`: the name of the socket, if the extension has one. */
  readonly socket: string | undefined;
  readonly hasVm: boolean;
  /** `vm.image`, an image instead of a compose file. */
  readonly vmImage: string | undefined;
  /** The folder of the page in the image, absolute. */
  readonly pageInImage: string;
  readonly title: string | undefined;
  /** `ORG/NAME`, as a Makefile, a script or a document names the image. */
  readonly image: string | undefined;
}

/**
 * Reads the extension in a repository.
 *
 * @throws {ScaffoldError} `not-an-extension`
 */
export function readExtensionShape(repository: Repository): Extension {
  const metadata = metadataIn(repository);
  const dockerfile = dockerfileOf(repository, posix.dirname(metadata.path));
  const context = contextOf(repository, dockerfile);
  const { content } = metadata;
  const vm = objectIn(content, 'vm');
  const sourceOf = (path: string) =>
    sourceInRepository(
      dockerfile.parsed,
      { stages: finalStages(dockerfile.parsed), context },
      posix.resolve('/', path),
      repository,
    );
  const tab = objectIn(content, 'ui', 'dashboard-tab');
  const composefile = textIn(vm, 'composefile');
  return {
    ...{ repository, metadata, dockerfile, context },
    compose:
      composefile === undefined
        ? undefined
        : composeOf(repository, { named: composefile, source: sourceOf(composefile), context }),
    socket: textIn(objectIn(vm, 'exposes'), 'socket'),
    hasVm: 'vm' in content,
    vmImage: textIn(vm, 'image'),
    pageInImage: posix.resolve('/', textIn(tab, 'root') ?? 'ui'),
    title: textIn(tab, 'title'),
    image: imageNameIn(repository),
  };
}

/** metadata.json of the extension: the one nearest to the root that describes a tab, a backend or programs. */
function metadataIn(repository: Repository): Extension['metadata'] {
  const found = repository.paths
    .filter((path) => posix.basename(path) === 'metadata.json')
    .flatMap((path) => {
      const content = jsonObject(repository.read(path));
      return content && ['ui', 'vm', 'host'].some((name) => name in content) ? [{ path, content }] : [];
    })
    .map((each) => ({ ...each, depth: each.path.split('/').length }));
  const depth = Math.min(...found.map((each) => each.depth));
  const [first, ...others] = found.filter((each) => each.depth === depth);
  if (first === undefined)
    throw new ScaffoldError(
      'not-an-extension',
      'There is no metadata.json of a Docker Desktop extension here. Run the command in the folder of the extension, or name that folder.',
    );
  if (others.length > 0)
    throw new ScaffoldError(
      'not-an-extension',
      `There are several extensions: ${[first, ...others].map(({ path }) => posix.dirname(path)).join(', ')}. Name the folder of one of them.`,
    );
  return first;
}

function dockerfileOf(repository: Repository, folder: string): Extension['dockerfile'] {
  const folders = [
    folder === '.' ? '' : folder,
    posix.dirname(folder) === '.' ? '' : posix.dirname(folder),
    '',
  ];
  const candidates = folders.flatMap((each) =>
    repository.paths.filter(
      (path) =>
        (posix.dirname(path) === '.' ? '' : posix.dirname(path)) === each &&
        /^Dockerfile(\..+)?$|\.Dockerfile$/i.test(posix.basename(path)),
    ),
  );
  const texts = [...new Set(candidates)].flatMap((path) => {
    const text = repository.read(path);
    return text === undefined ? [] : [{ path, text: withoutLineEndings(text).text }];
  });
  const labeled = texts.find(({ text }) => text.includes('com.docker.desktop.extension'));
  const found = labeled ?? texts[0];
  if (found === undefined)
    throw new ScaffoldError(
      'not-an-extension',
      `There is no Dockerfile beside ${folder === '.' ? 'metadata.json' : `${folder}/metadata.json`}, and the image of an extension needs one.`,
    );
  const parsed = parseDockerfile(found.text);
  if (parsed.stages.length > 0) return { path: found.path, parsed };
  throw new ScaffoldError('not-an-extension', `${found.path} has no FROM.`);
}

/**
 * The folder in which the image is built: the one of the Dockerfile, or one above it that has more of the files that the Dockerfile copies,
 * as with `docker build -f extension/Dockerfile .`
 */
function contextOf({ paths }: Repository, { path, parsed }: Extension['dockerfile']): string {
  const sources = copiesIn(parsed.stages)
    .filter(({ instruction }) => !instruction.flags.has('from'))
    .flatMap(({ instruction }) => instruction.words.slice(0, -1))
    .map((word) => posix.normalize(word).replace(/^\/|\/$/g, ''))
    .filter((word) => word !== '.' && !/[*?[]/.test(word));
  const has = (file: string) => paths.some((each) => each === file || each.startsWith(`${file}/`));
  const scored = foldersFrom(path).map((folder) => ({
    folder,
    count: sources.filter((source) => has(posix.join(folder, source))).length,
  }));
  const most = Math.max(...scored.map(({ count }) => count));
  return scored.find(({ count }) => count === most)?.folder ?? '';
}

/** The folder of a file and those above it, up to the root. */
function foldersFrom(path: string): readonly string[] {
  const folder = folderOf(path);
  return folder === '' ? [''] : [folder, ...foldersFrom(folder)];
}

function composeOf(
  repository: Repository,
  {
    named,
    source,
    context,
  }: { readonly named: string; readonly source: string | undefined; readonly context: string },
): Compose {
  const beside = posix.join(context, named);
  const byName = repository.paths.filter((path) => posix.basename(path) === posix.basename(named));
  const path = [source, beside, ...(byName.length === 1 ? byName : [])].find(
    (each) => each !== undefined && repository.read(each) !== undefined,
  );
  const compose = path === undefined ? undefined : readCompose(path, repository.read(path) ?? '');
  if (compose) return compose;
  throw new ScaffoldError(
    'not-an-extension',
    path === undefined
      ? `metadata.json names the compose file ${named}, and no COPY of the Dockerfile has it.`
      : `${path} is not a compose file with services.`,
  );
}
