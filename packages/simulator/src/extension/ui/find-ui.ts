import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative, resolve } from 'node:path';
import type { UiSource } from '../../options.ts';
import type { Extension } from '../read-extension.ts';
import { findUiProjects, type UiProject } from './ui-projects.ts';

/** A UI that is not built, or that the folder does not have. It is served as soon as one of the folders has it. */
export interface MissingUi {
  /** Absolute, the most likely first. */
  readonly folders: readonly string[];
  /** What the user can do, in sentences. */
  readonly advice: string;
}

export type FoundUi =
  /** @property otherwise is used if Vite does not start */
  | { readonly source: UiSource; readonly from: string; readonly otherwise?: FoundUi }
  | { readonly missing: MissingUi };

type Described = Pick<Extension, 'directory' | 'entry' | 'uiRoot' | 'sourceOf'>;

/** The folder that has a page at `entry`, from the path of the page. */
function rootOf(page: string, entry: string): string {
  return page.endsWith(`/${entry}`) ? page.slice(0, -entry.length - 1) : dirname(page);
}

/** Whether a page needs a bundler: it loads a source, or contains a placeholder. */
async function isSource(page: string): Promise<boolean> {
  const text = await readFile(page, 'utf8').catch(() => '');
  if (
    /<script[^<>]+src=["'][^"'<>]+\.(?:tsx?|jsx|vue|svelte)["']/i.test(text) ||
    text.includes('%PUBLIC_URL%')
  )
    return true;
  const names = await readdir(dirname(page)).catch((): string[] => []);
  const hasConfiguration = names.some((name) => /^(?:vite\.config\.[cm]?[jt]s|angular\.json)$/.test(name));
  return hasConfiguration || (names.includes('main.ts') && /<app-root\b/.test(text));
}

/** The folders that may have the built UI: the one that the Dockerfile copies, and those that bundlers write. */
async function builtFolders(
  extension: Described,
  projects: readonly UiProject[],
): Promise<readonly string[]> {
  const { directory, uiRoot, entry, sourceOf } = extension;
  const copied = sourceOf(posix.resolve('/', uiRoot, entry));
  const written = projects.map(async ({ folder, bundler }) => {
    // A script can also name another folder.
    const outputs = [...(await bundler.outputs(folder)), 'dist', 'build'];
    return outputs.map((output) => resolve(folder, output));
  });
  const own = [
    copied === undefined ? [] : [rootOf(resolve(directory, copied), entry)],
    [join(directory, uiRoot)],
  ];
  return [...new Set([...own, ...(await Promise.all(written))].flat())];
}

/** The path of the page in a folder of a built UI; undefined if it is not there. */
export function pageIn(folder: string, entry: string): string | undefined {
  return [entry, posix.basename(entry)].find((path) => existsSync(join(folder, path)));
}

/** The first folder that has a page that needs no bundler. */
export async function firstBuilt(folders: readonly string[], entry: string): Promise<string | undefined> {
  for (const folder of folders) {
    const page = pageIn(folder, entry);
    if (page !== undefined && !(await isSource(join(folder, page)))) return folder;
  }
  return undefined;
}

function hasVite({ folder }: UiProject): boolean {
  try {
    createRequire(join(folder, 'package.json')).resolve('vite');
    return existsSync(join(folder, 'index.html'));
  } catch {
    return false;
  }
}

async function adviceFor({ directory, uiRoot, entry }: Described, project?: UiProject): Promise<string> {
  if (project === undefined) {
    return `No UI was found: metadata.json names ${posix.join(uiRoot, entry)} in the image. Name its folder with --dist DIR.`;
  }
  const { install, build, serve } = project.commands;
  const place = relative(directory, project.folder) || 'this folder';
  const built = `${install} && ${build ?? project.bundler.build}`;
  const port = await project.bundler.port(project.folder);
  const served =
    serve === undefined
      ? ''
      : ` Or start its development server (${serve}), and the simulator with --ui-url http://localhost:${port}.`;
  return `The UI is not built (${project.bundler.name}). Run in ${place}: ${built}. Then reload the tab.${served}`;
}

/**
 * The UI of an unpacked image. Nothing in it is run on this machine, so it is never a Vite project.
 *
 * @param files the folder with the files of the image
 */
export async function unpackedUi(files: string, { uiRoot, entry }: Described): Promise<FoundUi> {
  const folder = join(files, uiRoot);
  if (pageIn(folder, entry) !== undefined) return { source: { dist: folder }, from: 'of the image' };
  const advice = `The image has no UI: it lacks ${posix.join(uiRoot, entry)}. Build it again.`;
  return { missing: { folders: [folder], advice } };
}

/**
 * Finds the UI of an extension: a Vite project whose Vite is installed, and otherwise a built UI.
 *
 * @param extension without options of the user
 */
export async function findUi(extension: Described): Promise<FoundUi> {
  const { directory, entry } = extension;
  const projects = await findUiProjects(directory);
  const folders = await builtFolders(extension, projects);
  const built = await firstBuilt(folders, entry);
  const missing = { folders, advice: await adviceFor(extension, projects[0]) };
  const found: FoundUi = built === undefined ? { missing } : { source: { dist: built }, from: 'built' };
  const project = projects.find(({ bundler }) => bundler.name === 'Vite');
  if (project === undefined || !hasVite(project)) return found;
  return { source: { directory: project.folder }, from: 'Vite, with hot reload', otherwise: found };
}
