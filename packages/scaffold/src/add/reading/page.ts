import { posix } from 'node:path';
import { type Data, jsonObject, objectIn } from './data.ts';
import { finalStages } from './dockerfile.ts';
import type { Extension } from './extension.ts';
import { sourceInRepository } from './image-source.ts';
import { below, folderOf } from './paths.ts';
import type { Repository } from './repository.ts';

/** The source of an extension's page. */
export interface Page {
  /** In the repository. Empty for its root. */
  readonly folder: string;
  /** Undefined for a page without npm packages. */
  readonly manifest: Manifest | undefined;
  /** The HTML file in the repository, if there is one. */
  readonly html: string | undefined;
  /** The modules and pages that the author wrote. */
  readonly sources: readonly string[];
  /** Whether it calls `ddClient.extension.vm.service`. */
  readonly callsBackend: boolean;
  /** Whether it calls `ddClient.extension.vm.cli.exec`, which Docker runs in the first service. */
  readonly execsInVm: boolean;
}

/** A package.json. */
export interface Manifest {
  readonly path: string;
  readonly content: Data;
  /** The version range of each dependency, for running and for development. */
  readonly dependencies: Readonly<Record<string, string>>;
}

const SOURCES = /\.([cm]?[jt]sx?|html|vue|svelte)$/;
const NOT_SOURCES = /(^|\/)(vendor|node_modules)\/|\.(test|spec|stories|min)\.|\.d\.ts$/;

/** Finds the page of an extension: the folder that the Dockerfile copies, and the package.json that it is built with. */
export function readPage({ repository, dockerfile, context, pageInImage }: Extension): Page {
  const { parsed } = dockerfile;
  const copied = sourceInRepository(
    parsed,
    { stages: finalStages(parsed), context },
    pageInImage,
    repository,
  );
  const manifest =
    (copied === undefined ? undefined : manifestAbove(repository, copied, context)) ??
    (copied !== undefined && hasHtml(repository, copied) ? undefined : pageManifest(repository));
  const folder = manifest ? folderOf(manifest.path) : plainFolder(repository, copied ?? pageInImage.slice(1));
  const others = otherPackages(repository, folder);
  const sources = repository.paths.filter(
    (path) =>
      below(path, folder) &&
      SOURCES.test(path) &&
      !NOT_SOURCES.test(path) &&
      !others.some((each) => below(path, each)),
  );
  return {
    folder,
    manifest,
    html: ['index.html', 'public/index.html', 'src/index.html']
      .map((name) => posix.join(folder, name))
      .find((path) => sources.includes(path)),
    sources,
    callsBackend: sources.some((path) => /\bvm\s*[?!]?\.\s*service\b/.test(repository.read(path) ?? '')),
    execsInVm: sources.some((path) => /\bvm\s*\??\.\s*cli\s*\??\.\s*exec/.test(repository.read(path) ?? '')),
  };
}

/** Reads a package.json. Undefined if there is none, or it is not JSON. */
export function readManifest({ read }: Repository, path: string): Manifest | undefined {
  const content = jsonObject(read(path));
  if (content === undefined) return undefined;
  const dependencies = { ...objectIn(content, 'devDependencies'), ...objectIn(content, 'dependencies') };
  return {
    path,
    content,
    dependencies: Object.fromEntries(
      Object.entries(dependencies).map(([name, range]) => [name, String(range)]),
    ),
  };
}

/** The first version number in a range, as major and minor. Undefined for a tag such as `latest`, or a path. */
export function lowestOf(range: string | undefined): readonly [major: number, minor: number] | undefined {
  const [, major, minor = '0'] = /^[\^~>=v\s]*(\d+)(?:\.(\d+))?/.exec(range ?? '') ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

/** The folders of other packages in the folder of a page, such as that of its backend. */
function otherPackages({ paths }: Repository, folder: string): readonly string[] {
  return paths
    .filter((path) => posix.basename(path) === 'package.json' && below(path, folder))
    .map(folderOf)
    .filter((each) => each !== folder);
}

/** The nearest folder with a page: a folder that is built is not there yet. */
function plainFolder(repository: Repository, folder: string): string {
  if (folder === '' || hasHtml(repository, folder)) return folder;
  return plainFolder(repository, folderOf(folder));
}

/** The package.json in a folder or above it, up to the folder in which the image is built. */
function manifestAbove(repository: Repository, folder: string, context: string): Manifest | undefined {
  const manifest = readManifest(repository, posix.join(folder, 'package.json'));
  if (manifest && isPageManifest(manifest)) return manifest;
  return folder === context || folder === '' || folder === '.'
    ? undefined
    : manifestAbove(repository, folderOf(folder), context);
}

/** The nearest package.json that has a framework for pages. */
function pageManifest(repository: Repository): Manifest | undefined {
  return repository.paths
    .filter((path) => posix.basename(path) === 'package.json')
    .sort((a, b) => a.split('/').length - b.split('/').length)
    .flatMap((path) => readManifest(repository, path) ?? [])
    .find(isPageManifest);
}

const PAGE_PACKAGES = [
  'react',
  'vue',
  'svelte',
  '@angular/core',
  'preact',
  'solid-js',
  '@docker/extension-api-client',
  'vite',
];

function isPageManifest({ dependencies }: Manifest): boolean {
  return PAGE_PACKAGES.some((name) => name in dependencies);
}

function hasHtml({ paths }: Repository, folder: string): boolean {
  return paths.some((path) => below(path, folder) && path.endsWith('.html'));
}
