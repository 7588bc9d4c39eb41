import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { logger, type Tree } from '../devkit.ts';

/** Formats the content of a file as the workspace does. A file that the workspace does not format stays as it is. */
export type Format = (path: string, text: string) => Promise<string>;

/** The functions of Prettier 2 and 3 that this package uses. */
interface Prettier {
  resolveConfigFile(file: string): Promise<string | null>;
  resolveConfig(file: string, options: { readonly editorconfig: boolean }): Promise<object | null>;
  getFileInfo(
    file: string,
    options: { readonly ignorePath: string },
  ): Promise<{ readonly ignored: boolean; readonly inferredParser: string | null }>;
  format(text: string, options: object): string | Promise<string>;
}

/** Whether Biome formats the workspace. The template `+shared-biome` then adds a biome.json that fits the generated files. */
export function usesBiome(tree: Tree): boolean {
  return ['biome.json', 'biome.jsonc'].some((file) => tree.exists(file));
}

/**
 * The formatter of a workspace: its own Prettier, for files with a Prettier configuration. Without Prettier, without a
 * configuration, and in a workspace that Biome formats, no file changes.
 */
export async function formatOf(tree: Tree): Promise<Format> {
  const prettier = usesBiome(tree) ? undefined : await loadPrettier(tree.root);
  if (prettier === undefined) return async (_path, text) => text;
  const ignorePath = join(tree.root, '.prettierignore');
  const configOf = configFinder(prettier);
  return async (path, text) => {
    const file = join(tree.root, path);
    if ((await configOf(dirname(file))) === null) return text;
    const { ignored, inferredParser } = await prettier.getFileInfo(file, { ignorePath });
    if (ignored || inferredParser === null) return text;
    try {
      const options = await prettier.resolveConfig(file, { editorconfig: true });
      return await prettier.format(text, { ...options, filepath: file });
    } catch (error) {
      logger.warn(`Prettier could not format ${path}: ${error instanceof Error ? error.message : error}`);
      return text;
    }
  };
}

/**
 * Finds the Prettier configuration of a folder. Prettier looks for 15 names in the folder and in each one above it: a folder that
 * is not on the disk yet has the configuration of the one above, and each folder is searched once.
 */
function configFinder(prettier: Prettier): (folder: string) => Promise<string | null> {
  const found = new Map<string, Promise<string | null>>();
  const configOf = (folder: string): Promise<string | null> => {
    const known = found.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const config =
      existsSync(folder) || parent === folder
        ? prettier.resolveConfigFile(join(folder, 'package.json'))
        : configOf(parent);
    found.set(folder, config);
    return config;
  };
  return configOf;
}

/** Formats the files that a generator wrote. A file of the workspace that was not formatted before stays as it was written. */
export async function formatFiles(tree: Tree, format: Format): Promise<void> {
  for (const { path, type, content } of tree.listChanges()) {
    if (type === 'DELETE' || content === null) continue;
    const before = type === 'UPDATE' ? await readFile(join(tree.root, path), 'utf8') : undefined;
    if (before !== undefined && !(await isFormatted(path, before, format))) continue;
    const text = content.toString('utf8');
    const formatted = await format(path, text);
    if (formatted !== text) tree.write(path, formatted);
  }
}

/** Whether formatting a file would not change it. */
export async function isFormatted(path: string, text: string, format: Format): Promise<boolean> {
  return (await format(path, text)) === text;
}

async function loadPrettier(root: string): Promise<Prettier | undefined> {
  const path = resolvePrettier(root);
  if (path === undefined) return undefined;
  const module = (await import(pathToFileURL(path).href)) as { default?: Prettier } & Prettier;
  return module.default ?? module;
}

function resolvePrettier(root: string): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve('prettier');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
