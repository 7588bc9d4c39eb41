import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readFolder } from './folder.ts';
import type { ReactApp } from './react-apps.ts';
import type { Contained } from './stage-reader.ts';
import { Text } from './text.ts';
import type { Tree } from './tree.ts';
import type { ViteSource } from './vite-source.ts';

interface Sources {
  readonly directory: string;
  readonly metadata: Tree | undefined;
  readonly contents: (path: string) => Contained;
  readonly texts: readonly Text[];
  readonly viteConfig: ViteSource | undefined;
  /** The folder of the Vite configuration. */
  readonly uiFolder: string;
  readonly reactApps: readonly ReactApp[];
}

/** The files of the built UI; undefined if it is not built. */
export async function builtUi(sources: Sources): Promise<readonly Text[] | undefined> {
  const { directory, texts } = sources;
  const folder = foldersOf(sources).find((each) => existsSync(join(directory, each, 'index.html')));
  if (folder === undefined || isBundled(sources, folder)) return undefined;
  // The folder of the extension itself also contains other files than those of the UI.
  if (folder === '.' || existsSync(join(directory, folder, 'node_modules')))
    return texts.filter(({ file }) => folder === '.' || file.startsWith(`${folder}/`));
  const files = await readFolder(join(directory, folder), { all: true });
  return files.map(({ file, content }) => new Text(`${folder}/${file}`, content));
}

/** The folder that the Dockerfile copies, and the folders into which bundlers write. */
function foldersOf({ metadata, contents, viteConfig, uiFolder, reactApps }: Sources): readonly string[] {
  const { outDir = 'dist' } = (viteConfig?.members.get('build')?.value ?? {}) as { outDir?: unknown };
  const tab = ['ui', 'dashboard-tab'];
  const [root, src] = [metadata?.at(...tab, 'root'), metadata?.at(...tab, 'src')];
  const entry =
    typeof root === 'string' && typeof src === 'string' ? contents(posix.join('/', root, src)) : undefined;
  return [
    ...(entry?.is === 'there' && entry.source && src === posix.basename(entry.source)
      ? [posix.dirname(entry.source)]
      : []),
    posix.join(uiFolder, String(outDir)),
    ...reactApps.map(({ folder }) => posix.join(folder, 'build')),
  ];
}

/** Whether a folder contains the sources of a bundler, and not what it writes. */
function isBundled({ texts, reactApps }: Sources, folder: string): boolean {
  const within = folder === '.' ? '' : `${folder}/`;
  return (
    reactApps.some((app) => posix.join(app.folder, '.') === folder) ||
    texts.some(
      ({ file, content }) =>
        file.replace(/vite\.config\.[cm]?[jt]s$/, '') === within ||
        (file === `${within}index.html` && /<script[^>]+src=["'][^"']+\.(tsx?|jsx)["']/.test(content)),
    )
  );
}
