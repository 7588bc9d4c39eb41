import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Text } from './text.ts';

/** Files that contain the commands with which a project builds and releases its image. */
const isBuildFile = (file: string) =>
  /(^|\/)(\.github\/(workflows|actions\/[^/]+)\/[^/]+\.ya?ml|\.circleci\/config\.yml|\.?(gitlab-ci|azure-pipelines|drone|travis|cirrus)\.ya?ml|Jenkinsfile|(GNU)?[Mm]akefile|[^/]+\.mk|[Jj]ustfile|[Tt]askfile\.ya?ml|magefile\.go|docker-bake[^/]*\.(hcl|json)|package\.json|[^/]+\.(sh|ps1|bat|cmd)|hooks\/\w+)$/.test(
    file,
  );

/** How far above the extension its repository may begin. */
const HIGHEST = 6;

/**
 * The build files of an extension: those in its folder, and those in the folders above it up to the root of its git repository, named
 * relative to the extension.
 */
export async function readBuildFiles(directory: string, texts: readonly Text[]): Promise<readonly Text[]> {
  const own = texts.filter(({ file }) => isBuildFile(file));
  const root = repositoryOf(directory);
  const above: Text[] = [];
  for (let folder = directory; root !== undefined && folder !== root; ) {
    folder = dirname(folder);
    for (const path of await candidatesIn(folder)) {
      const content = await readFile(join(folder, path), 'utf8');
      above.push(new Text(relative(directory, join(folder, path)).replaceAll('\\', '/'), content));
    }
  }
  return [...own, ...above];
}

function repositoryOf(directory: string): string | undefined {
  let folder = directory;
  for (let level = 0; level <= HIGHEST; level += 1) {
    if (existsSync(join(folder, '.git'))) return folder;
    folder = dirname(folder);
  }
  return undefined;
}

async function candidatesIn(folder: string): Promise<readonly string[]> {
  const workflows = join('.github', 'workflows');
  const found = await Promise.all(
    ['', workflows, '.circleci'].map(async (below) => {
      if (!existsSync(join(folder, below))) return [];
      const entries = await readdir(join(folder, below), { withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => join(below, name));
    }),
  );
  return found.flat().filter((path) => isBuildFile(path.replaceAll('\\', '/')));
}
