import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { CheckError, messageOf } from '../errors.ts';
import { bundledPackages } from './bundled.ts';
import { type Dockerfile, readDockerfile } from './dockerfile.ts';
import { readExtensionSource } from './extension-source.ts';
import { readFolder } from './folder.ts';
import { contextIn, imageContents, imageSource } from './image-contents.ts';
import type { Problem } from './problem.ts';
import { readProviderSource } from './provider-source.ts';
import { readSecrets } from './secrets.ts';
import { Text } from './text.ts';
import { Malformed, Tree } from './tree.ts';
import { readViteSource } from './vite-source.ts';
import type { Setting, Workspace } from './workspace-or-image.ts';

const isProvider = (file: string) =>
  /^auth\/src\/providers\/[^/]+\.ts$/.test(file) && !/(^|\/)(index|[^/]+\.test)\.ts$/.test(file);

/**
 * Reads everything that the rules check. A missing or malformed file becomes a problem, and the other files are still read.
 *
 * @throws {CheckError} `unreadable` where the folder is not there or holds no extension
 */
export async function readWorkspace(directory: string, environment: NodeJS.ProcessEnv): Promise<Workspace> {
  await requireExtension(directory);
  const unreadable: Problem[] = [];
  const texts = await readFolder(directory);
  const byName = new Map(texts.map((text) => [text.file, text]));

  const read = <Result>(
    file: string,
    reader: (file: string, content: string) => Result,
  ): Result | undefined => {
    const text = byName.get(file);
    try {
      if (text) return reader(file, text.content);
      unreadable.push({ file, line: 1, message: 'is missing' });
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      unreadable.push({ file, line: error.line, message: error.message });
    }
    return undefined;
  };
  const tree = (file: string) => read(file, (name, content) => new Tree(name, content));

  const metadata = tree('metadata.json');
  const composeFile = metadata?.at('vm', 'composefile');
  const dockerfile = read('Dockerfile', readDockerfile);
  const viteConfig = read('ui/vite.config.ts', readViteSource);
  const context = contextIn(directory);
  const sourceOf = (path: string) =>
    (dockerfile && imageSource(dockerfile, context)(posix.resolve('/', path))) ?? path.replace(/^\/+/, '');
  const providers = [...byName.keys()]
    .filter(isProvider)
    .flatMap((file) => read(file, readProviderSource) ?? []);
  const manifests = ['ui/package.json', 'backend/package.json']
    .filter((file) => byName.has(file))
    .flatMap((file) => tree(file) ?? []);
  return {
    kind: 'workspace',
    directory,
    ...{ metadata, dockerfile, viteConfig, providers, texts, unreadable },
    ...partsOf(dockerfile),
    compose: typeof composeFile === 'string' ? tree(sourceOf(composeFile)) : undefined,
    extension: read('auth/src/extension.ts', readExtensionSource),
    readme: read('README.md', (name, content) => new Text(name, content)),
    package: tree('package.json'),
    record: byName.has('ddext-oauth.json') ? tree('ddext-oauth.json') : undefined,
    workflows: texts.filter(({ file }) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file)),
    contains: dockerfile ? imageContents(dockerfile, context) : () => false,
    ui: await builtUi(directory, viteConfig?.members.get('build')?.value),
    bundled: await bundled(directory, manifests),
    secrets: await readSecrets(directory, environment),
  };
}

async function requireExtension(directory: string): Promise<void> {
  const found = await stat(directory).catch((cause: unknown) => {
    throw new CheckError(
      'unreadable',
      `${directory} cannot be read: ${messageOf(cause)}. Name the extension's folder.`,
      {
        cause,
      },
    );
  });
  if (!found.isDirectory())
    throw new CheckError('unreadable', `${directory} is not a folder. Name the extension's folder.`);
  if (!['metadata.json', 'Dockerfile'].some((file) => existsSync(join(directory, file)))) {
    throw new CheckError(
      'unreadable',
      `${directory} holds neither metadata.json nor a Dockerfile, and so no extension. Name the extension's folder.`,
    );
  }
}

function partsOf(
  dockerfile: Dockerfile | undefined,
): Pick<Workspace, 'labels' | 'environment' | 'user' | 'imagePlace'> {
  const final = dockerfile?.final ?? [];
  const settings = (keyword: string): Setting[] => {
    const pairs = final.filter((each) => each.keyword === keyword).flatMap((each) => each.pairs);
    return [
      ...new Map(
        pairs.map((pair) => [pair.name, { name: pair.name, value: pair.text, at: pair.at, written: pair }]),
      ).values(),
    ];
  };
  const user = final.findLast(({ keyword }) => keyword === 'USER');
  return {
    labels: settings('LABEL'),
    environment: settings('ENV'),
    user: user && { name: 'USER', value: user.words[0] ?? '', at: user.at },
    imagePlace: dockerfile?.finalStages.at(-1)?.from.at ?? { file: 'Dockerfile', line: 1 },
  };
}

async function builtUi(directory: string, build: unknown): Promise<readonly Text[] | undefined> {
  const { outDir = 'dist' } = (build ?? {}) as { outDir?: unknown };
  const folder = `ui/${outDir}`;
  if (!existsSync(join(directory, folder, 'index.html'))) return undefined;
  const files = await readFolder(join(directory, folder), { all: true });
  return files.map(({ file, content }) => new Text(`${folder}/${file}`, content));
}

async function bundled(directory: string, manifests: readonly Tree[]) {
  const found = await Promise.all(manifests.map((manifest) => bundledPackages(directory, manifest)));
  return found.includes(undefined) ? undefined : found.flatMap((packages) => packages ?? []);
}
