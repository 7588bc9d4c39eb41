import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SimulatorOptions } from '../../options.ts';
import { reservePort } from '../servers/reserved-port.ts';

export const extensionId = 'acme/hello';

/** Starts src/testing/extensions/backend.mjs. */
export const backendCommand = `"${process.execPath}" "${fileURLToPath(new URL('backend.mjs', import.meta.url))}"`;

export const metadata = {
  icon: 'icon.svg',
  vm: { composefile: 'compose.yaml', exposes: { socket: 'backend.sock' } },
  ui: { 'dashboard-tab': { title: 'Hello', root: 'ui', src: 'index.html' } },
};

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#7c4dff"/>' +
  '<circle cx="12" cy="12" r="5" fill="#fff"/></svg>';

export function compose(port: number): string {
  return `services:\n  backend:\n    image: \${DESKTOP_PLUGIN_IMAGE}\n    ports: ["127.0.0.1:${port}:${port}"]\n`;
}

export interface Folder {
  readonly directory: string;
  remove(): Promise<void>;
}

/** Writes files into a new folder, by relative path. */
export async function createFolder(files: Readonly<Record<string, string>>): Promise<Folder> {
  const directory = await mkdtemp(join(tmpdir(), 'ddext-simulator-'));
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

export interface Fixture extends Folder {
  readonly port: number;
  /** Options of startSimulator. A test overrides some. */
  readonly options: SimulatorOptions;
}

/**
 * Creates the folder of an extension with a built UI and a backend.
 *
 * @param files added to the files of the extension, or replacing them
 */
export async function createExtension(files: Readonly<Record<string, string>> = {}): Promise<Fixture> {
  const { port, release } = await reservePort();
  const folder = await createFolder({
    'metadata.json': JSON.stringify(metadata),
    'compose.yaml': compose(port),
    'icon.svg': icon,
    'dist/index.html': '<!doctype html><html><head><title>Hello</title></head><body></body></html>',
    ...files,
  });
  return {
    ...folder,
    port,
    async remove() {
      await folder.remove();
      await release();
    },
    options: {
      extensionDirectory: folder.directory,
      image: `${extensionId}:1.0.0`,
      ui: { dist: join(folder.directory, 'dist') },
      backend: { command: backendCommand },
    },
  };
}
