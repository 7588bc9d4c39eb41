import { posix } from 'node:path';
import { backendChange } from './backend-change.ts';
import { withImageChange } from './edits/dockerfile.ts';
import { impossible } from './edits/failure.ts';
import { MIDDLEWARE_FILES } from './node/node-change.ts';
import type { AdditionParts } from './notes.ts';
import { neededApiVersion, type RawAddOptions, resolveAddOptions } from './options.ts';
import { type AddPackages, gatewayPackage, withAuthPackage } from './packages-change.ts';
import { ELEMENT_FILE, pageChange } from './page/page-change.ts';
import { COMPONENT_FILE } from './page/react-change.ts';
import { type Extension, readExtensionShape } from './reading/extension.ts';
import { type Page, readPage } from './reading/page.ts';
import type { Repository } from './reading/repository.ts';
import { routeFinder } from './reading/routes.ts';
import { classOf, readOwnServer } from './reading/server.ts';
import { withReadmeSection } from './readme.ts';

export interface AddRequest {
  readonly repository: Repository;
  readonly raw: RawAddOptions;
  readonly packages: AddPackages;
  /** The file with `<ddext-sign-in>`, bundled. */
  readonly element: string;
}

/** The files of an addition. */
export interface Added {
  readonly parts: AdditionParts;
  readonly texts: ReadonlyMap<string, string>;
  readonly tarballs: ReadonlyMap<string, Uint8Array>;
  /** The package.json files that get dependencies. */
  readonly manifests: readonly string[];
}

/** Computes the files of an addition to a repository without one. */
export function additionTo(
  repository: Repository,
  { raw, packages, element }: Omit<AddRequest, 'repository'>,
): Added {
  const extension = readExtensionShape(repository);
  const page = readPage(extension);
  const server = readOwnServer(extension, page);
  const options = resolveAddOptions(raw, extension, routeFinder(extension, page));
  const backend = backendChange(extension, page, { server, options });
  const pageResult = pageChange(extension, page, options, element);
  const manifests = [backend.manifest, pageResult.manifest].filter((path) => path !== undefined);
  const packed = manifests.map((path) => withAuthPackage(repository, path, packages));
  const valuesPath = backend.composePath ?? [...pageResult.files.keys()][0] ?? '';
  const gateway = backend.gateway ? gatewayPackage(packages, extension.context) : undefined;
  const texts = new Map([
    ...backend.files,
    ...pageResult.files,
    ...packed.flatMap(({ texts: each }) => [...each]),
  ]);
  assertNew(repository, texts);
  const tarballs = new Map([...(gateway?.files ?? []), ...packed.flatMap(({ tarballs: each }) => [...each])]);
  texts.set(
    extension.dockerfile.path,
    withImageChange(repository.read(extension.dockerfile.path) ?? '', {
      labels: { apiVersion: neededApiVersion(options), accountInfo: 'required' },
      gateway,
      server: options.keepSocketPath || !backend.gateway ? undefined : server,
      copied: [...backend.copied, ...elementCopy(extension, page, pageResult.files)],
      packageFolders: packed.some((each) => each.tarballs.size > 0)
        ? manifests.map((path) => folderIn(extension, path))
        : [],
    }),
  );
  const readmePath = posix.join(extension.context, 'README.md').toLowerCase();
  const readme = repository.paths.find((path) => path.toLowerCase() === readmePath);
  const readmeText = readme === undefined ? undefined : repository.read(readme);
  if (readme !== undefined && readmeText !== undefined)
    texts.set(
      readme,
      withReadmeSection(readmeText, options, {
        valuesPath,
        isPublished: packages.auth.tarball === undefined,
      }),
    );
  assertText(repository, texts);
  const extensionClass = classOf(extension, server);
  return {
    parts: { extension, page, server, extensionClass, options, backend, pageResult, valuesPath },
    texts,
    tarballs,
    manifests,
  };
}

/** The files that this command names. A file of the author is never replaced. */
function assertNew(repository: Repository, texts: ReadonlyMap<string, string>): void {
  const own = new Set([ELEMENT_FILE, ...Object.values(MIDDLEWARE_FILES)]);
  const isOwn = (name: string) => own.has(name) || COMPONENT_FILE.test(name);
  const taken = [...texts.keys()].find(
    (path) => isOwn(posix.basename(path)) && repository.read(path) !== undefined,
  );
  if (taken !== undefined) throw impossible(taken, 'it exists, and --add would replace it.');
}

/** A file whose text is not known would be replaced as a whole. */
function assertText({ paths, read }: Repository, texts: ReadonlyMap<string, string>): void {
  const unread = [...texts.keys()].find((path) => read(path) === undefined && paths.includes(path));
  if (unread !== undefined)
    throw impossible(unread, 'it is not UTF-8 text, or larger than 2 MB. Convert it, and try again.');
}

/** A page whose files are copied one by one gets the new file too. */
function elementCopy(
  { context, dockerfile, pageInImage }: Extension,
  { manifest, html }: Page,
  files: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  const script = [...files.keys()].find((path) => posix.basename(path) === ELEMENT_FILE);
  if (manifest !== undefined || html === undefined || script === undefined) return [];
  const name = posix.relative(context, html);
  const isCopiedAlone = dockerfile.parsed.stages
    .flatMap(({ instructions }) => instructions)
    .some(
      ({ keyword, words }) =>
        keyword === 'COPY' && words.slice(0, -1).some((word) => posix.normalize(word) === name),
    );
  return isCopiedAlone ? [[posix.relative(context, script), `${pageInImage}/`]] : [];
}

function folderIn({ context }: Extension, manifest: string): string {
  return posix.relative(context, posix.dirname(manifest));
}
