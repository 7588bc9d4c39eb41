import { posix } from 'node:path';
import type { Problem } from '../sources/problem.ts';
import { Text } from '../sources/text.ts';
import { Malformed, Tree } from '../sources/tree.ts';
import type { Image, LayerFinding } from '../sources/workspace-or-image.ts';
import type { Archive } from './archive.ts';
import { configurationOf, place } from './configuration.ts';
import { ownedByDistribution } from './distribution.ts';
import { FileTree } from './file-tree.ts';
import type { LayerFile } from './layer.ts';
import type { Limits } from './limits.ts';

/**
 * Reads the parts of an archive that the rules check.
 *
 * @throws Error if it does not describe an image, or paths contain too many folders and links
 */
export function imageOf(
  archive: Archive,
  given: Pick<Image, 'reference' | 'directory' | 'secrets'>,
  limits: Limits,
): Image {
  const files = new FileTree(limits);
  for (const layer of archive.layers) files.apply(layer);
  const damaged = incompleteLayers(archive);
  const reader = new TreeReader(files, damaged.length === 0);
  const metadata = reader.tree('/metadata.json');
  const composeFile = metadata?.at('vm', 'composefile');
  const root = metadata?.at('ui', 'dashboard-tab', 'root');
  const folder = posix.resolve('/', typeof root === 'string' ? root : 'ui');
  const ui = files.filesIn(folder);
  return {
    kind: 'image',
    ...given,
    ...configurationOf(archive),
    ...{ metadata, imagePlace: place },
    compose: typeof composeFile === 'string' ? reader.tree(posix.resolve('/', composeFile)) : undefined,
    contents: (path) => {
      if (files.at(path) !== undefined) return { is: 'there' };
      const [reason] = damaged;
      return reason === undefined ? { is: 'missing' } : { is: 'unknown', reason: `${reason}, was not read` };
    },
    filesIn: (folder) => files.filesIn(folder).length,
    ui: ui.length > 0 ? reader.pages(ui) : undefined,
    unreadable: reader.unreadable,
    secretsInUi: ui.flatMap(({ path, file }) =>
      (file.secrets ?? []).map(({ what, line }) => ({ what, line, file: `image:${path}` })),
    ),
    secretsInLayers: secretsInLayers(archive, new Set(ui.map(({ file }) => file))),
    incomplete: [...damaged, ...reader.incomplete, ...unsearched(folder, ui.length > 0)],
  };
}

function incompleteLayers({ layers }: Archive): string[] {
  return layers.flatMap(({ incomplete }, index) =>
    incomplete === undefined ? [] : [`layer ${index + 1} of ${layers.length} in full, because ${incomplete}`],
  );
}

/** Secrets outside of the UI, which another rule checks. */
function secretsInLayers({ layers }: Archive, ui: ReadonlySet<LayerFile>): LayerFinding[] {
  return [...new Set(layers)].flatMap(({ secrets }) =>
    secrets
      .filter(({ file }) => file === undefined || !ui.has(file))
      .map(({ path, what }) => ({ what, file: `image:${path}`, line: 1 })),
  );
}

function unsearched(folder: string, hasUi: boolean): string[] {
  if (!hasUi || !ownedByDistribution.test(`${folder}/`)) return [];
  return [`${folder} for what looks like a secret, because the folder is the distribution's`];
}

/** Reads the files that the rules check, and records the reason if that fails. */
class TreeReader {
  readonly unreadable: Problem[] = [];
  readonly incomplete: string[] = [];
  readonly #files: FileTree;
  readonly #complete: boolean;

  /** @param complete whether every layer was read */
  constructor(files: FileTree, complete: boolean) {
    this.#files = files;
    this.#complete = complete;
  }

  tree(path: string): Tree | undefined {
    const file = `image:${path}`;
    const found = this.#files.at(path);
    if (found === undefined) {
      if (this.#complete) this.unreadable.push({ file, line: 1, message: 'is missing' });
      return undefined;
    }
    if (typeof found === 'string') {
      this.unreadable.push({ file, line: 1, message: 'is not a file' });
      return undefined;
    }
    if (found.content === undefined) {
      this.incomplete.push(notKept(path));
      return undefined;
    }
    try {
      return new Tree(file, found.content.toString());
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.unreadable.push({ file, line: error.line, message: error.message });
      return undefined;
    }
  }

  /** The HTML pages of a UI. */
  pages(ui: readonly { readonly path: string; readonly file: LayerFile }[]): Text[] {
    const pages = ui.filter(({ path }) => /\.html?$/i.test(path));
    const [unread] = pages.filter(({ file }) => file.content === undefined);
    if (unread) this.incomplete.push(notKept(`pages of the UI such as ${unread.path}`));
    return pages.flatMap(({ path, file }) =>
      file.content ? [new Text(`image:${path}`, file.content.toString())] : [],
    );
  }
}

const notKept = (path: string) =>
  `${path}, because it exceeds the limits for files that are read, or is one of the distribution or of node_modules`;
