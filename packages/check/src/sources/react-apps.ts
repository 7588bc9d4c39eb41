import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { parseEnv } from 'node:util';
import type { Text } from './text.ts';
import { Malformed, Tree } from './tree.ts';

/** A project of create-react-app. */
export interface ReactApp {
  readonly manifest: Tree;
  /** Relative to the extension; empty for the extension's own folder. */
  readonly folder: string;
  /** The value of PUBLIC_URL in its .env files; undefined if they do not set it. */
  readonly publicUrl: string | undefined;
}

/** In the order in which create-react-app reads them for a build: the last one wins. */
const environmentFiles = ['.env', '.env.production', '.env.local', '.env.production.local'];

/** The projects of create-react-app in a folder, also with craco or react-app-rewired. */
export async function readReactApps(directory: string, texts: readonly Text[]): Promise<readonly ReactApp[]> {
  const manifests = texts.flatMap(({ file, content }) =>
    /(^|\/)package\.json$/.test(file) && content.includes('"react-scripts"') ? [treeOf(file, content)] : [],
  );
  const apps = manifests.map(async (manifest): Promise<ReactApp[]> => {
    const used = ['dependencies', 'devDependencies'].some((key) => manifest?.at(key, 'react-scripts'));
    if (manifest === undefined || !used) return [];
    const folder = posix.dirname(manifest.file).replace(/^\.$/, '');
    return [{ manifest, folder, publicUrl: await publicUrlIn(join(directory, folder)) }];
  });
  return (await Promise.all(apps)).flat();
}

function treeOf(file: string, content: string): Tree | undefined {
  try {
    return new Tree(file, content);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

async function publicUrlIn(folder: string): Promise<string | undefined> {
  let publicUrl: string | undefined;
  for (const name of environmentFiles) {
    const content = await readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EISDIR') return '';
      throw error;
    });
    // An empty value is none.
    publicUrl = parseEnv(content).PUBLIC_URL || publicUrl;
  }
  return publicUrl;
}
