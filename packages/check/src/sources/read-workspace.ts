import { lstatSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { readBuildFiles } from './build-files.ts';
import { builtUi } from './built-ui.ts';
import { bundledPackages } from './bundled.ts';
import { type Dockerfile, readDockerfile } from './dockerfile.ts';
import { readExtensionSource } from './extension-source.ts';
import { buildsExtension, isDockerfile } from './find-extension.ts';
import { readFolder } from './folder.ts';
import { excludes } from './ignore-file.ts';
import { contextIn, imageContents } from './image-contents.ts';
import type { Problem } from './problem.ts';
import { readProviderSource } from './provider-source.ts';
import { readReactApps } from './react-apps.ts';
import { readSecrets } from './secrets.ts';
import { signInSign } from './sign-in.ts';
import type { Contained } from './stage-reader.ts';
import { Text } from './text.ts';
import { Malformed, Tree } from './tree.ts';
import { readViteSource } from './vite-source.ts';
import type { Setting, Workspace } from './workspace-or-image.ts';

const isProvider = (file: string) =>
  /^auth\/src\/providers\/[^/]+\.ts$/.test(file) && !/(^|\/)(index|[^/]+\.test)\.ts$/.test(file);

/** Files of a generated workspace only. */
const isOfGenerator = (file: string) =>
  file === 'ddext-oauth.json' || file === 'auth/src/extension.ts' || isProvider(file);

/** Reads everything that the rules check. A missing or malformed file becomes a problem, and the other files are still read. */
export async function readWorkspace(directory: string, environment: NodeJS.ProcessEnv): Promise<Workspace> {
  const unreadable: Problem[] = [];
  const privateFiles: Text[] = [];
  const texts = await readFolder(directory, { privateFiles });
  const byName = new Map(texts.map((text) => [text.file, text]));
  const isGenerated = texts.some(({ file }) => isOfGenerator(file));

  /**
   * @param required whether its absence is a problem
   * @param reported whether a syntax error is a problem
   */
  const read = <Result>(
    file: string,
    reader: (file: string, content: string) => Result,
    { required = isGenerated, reported = true } = {},
  ): Result | undefined => {
    const text = byName.get(file);
    try {
      if (text) return reader(file, text.content);
      if (required) unreadable.push({ file, line: 1, message: 'is missing' });
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      if (reported) unreadable.push({ file, line: error.line, message: error.message });
    }
    return undefined;
  };
  const tree = (file: string, options?: { required: boolean; reported?: boolean }) =>
    read(file, (name, content) => new Tree(name, content), options);

  const dockerfile = read(dockerfileIn(texts), readDockerfile);
  const buildFiles = await readBuildFiles(directory, texts);
  const context = contextIn(directory);
  const contents = dockerfile
    ? imageContents(dockerfile, context, isMadeBy(byName, buildFiles))
    : noDockerfile;
  /** Docker Desktop reads these files from the image, which may have them from another place. */
  const ofImage = async (path: string): Promise<Tree | undefined> => {
    const found = contents(path);
    const named = path.replace(/^\/+/, '');
    const source = found.is === 'there' && found.source ? found.source : named;
    // Links are not followed, because their targets may be outside of the folder.
    const isLeftOut = !byName.has(source) && !source.startsWith('..') && context(source) === 'file';
    if (isLeftOut && lstatSync(join(directory, source)).isFile())
      byName.set(source, new Text(source, await readFile(join(directory, source), 'utf8')));
    return tree(source, { required: found.is === 'missing' || !dockerfile });
  };
  const metadata = await ofImage('/metadata.json');
  const composeFile = metadata?.at('vm', 'composefile');
  const viteFile = viteFileIn(texts, isGenerated);
  // In other extensions these files belong to other tools, which may accept more than this parser.
  const ofTools = { required: isGenerated, reported: isGenerated };
  const viteConfig = read(viteFile, readViteSource, ofTools);
  const providers = [...byName.keys()]
    .filter(isProvider)
    .flatMap((file) => read(file, readProviderSource) ?? []);
  const reactApps = await readReactApps(directory, texts);
  const uiFolder = posix.dirname(viteFile);
  return {
    kind: 'workspace',
    directory,
    ...{
      metadata,
      dockerfile,
      viteConfig,
      providers,
      texts,
      unreadable,
      isGenerated,
      buildFiles,
      reactApps,
      privateFiles,
    },
    ...partsOf(dockerfile),
    compose: typeof composeFile === 'string' ? await ofImage(posix.resolve('/', composeFile)) : undefined,
    extension: read('auth/src/extension.ts', readExtensionSource),
    readme: read('README.md', (name, content) => new Text(name, content)),
    package: tree('package.json', ofTools),
    record: byName.has('ddext-oauth.json') ? tree('ddext-oauth.json') : undefined,
    signInSign: signInSign(texts),
    contents,
    ui: await builtUi({ directory, metadata, contents, texts, viteConfig, uiFolder, reactApps }),
    bundled: isGenerated ? await bundled(directory, byName, tree) : undefined,
    secrets: await readSecrets(directory, environment),
  };
}

const noDockerfile = (): Contained => ({ is: 'unknown', reason: 'there is no Dockerfile that can be read' });

/** The Dockerfile of the extension: the one with the labels of an extension, if there are several. */
function dockerfileIn(texts: readonly Text[]): string {
  const candidates = texts.filter(({ file }) => isDockerfile(posix.basename(file)));
  const [standard] = candidates.filter(({ file }) => file === 'Dockerfile');
  if (standard && buildsExtension(standard.content)) return standard.file;
  return (candidates.find(({ content }) => buildsExtension(content)) ?? standard)?.file ?? 'Dockerfile';
}

function viteFileIn(texts: readonly Text[], isGenerated: boolean): string {
  const own = 'ui/vite.config.ts';
  if (isGenerated) return own;
  const found = texts
    .map(({ file }) => file)
    .filter(
      (file) =>
        /(^|\/)vite\.config\.[cm]?[jt]s$/.test(file) && !/(^|\/)(e2e|tests?|docs|examples?)\//.test(file),
    )
    .sort((a, b) => a.split('/').length - b.split('/').length);
  return found.find((file) => /^(ui|client|frontend|web)\//.test(file)) ?? found[0] ?? own;
}

/** Folders into which build commands write, and files that a build file or a .gitignore names. */
function isMadeBy(byName: ReadonlyMap<string, Text>, buildFiles: readonly Text[]): (path: string) => boolean {
  const ignored = byName.get('.gitignore')?.content ?? '';
  return (path) =>
    /(^|\/)(dist|build|out|output|target|bin|binaries|release|artifacts|_build|\.next)(\/|$)/.test(path) ||
    excludes('.gitignore', ignored, posix.normalize(path)) ||
    buildFiles.some(({ content }) => content.includes(posix.basename(path)));
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

async function bundled(
  directory: string,
  byName: ReadonlyMap<string, Text>,
  tree: (file: string) => Tree | undefined,
) {
  const files = ['ui/package.json', 'backend/package.json'].filter((file) => byName.has(file));
  const manifests = files.flatMap((file) => tree(file) ?? []);
  if (manifests.length === 0) return undefined;
  const found = await Promise.all(manifests.map((manifest) => bundledPackages(directory, manifest)));
  return found.includes(undefined) ? undefined : found.flatMap((packages) => packages ?? []);
}
