import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { packageDirectory } from '../processes/command.ts';
import { createFolder, type Folder, metadata } from './fixture.ts';

/**
 * Creates the folder of an extension without a backend: a Vite project, no vm in metadata.json, and no compose
 * file.
 *
 * @param envPrefix as written in vite.config.js
 */
export async function createSpa(envPrefix: string, files: Readonly<Record<string, string>>): Promise<Folder> {
  const folder = await createFolder({
    'metadata.json': JSON.stringify({ ...metadata, vm: undefined }),
    'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'ui/package.json': '{ "type": "module" }',
    'ui/vite.config.js': `export default { envPrefix: ${envPrefix} };`,
    ...files,
  });
  const modules = join(folder.directory, 'ui/node_modules');
  await mkdir(modules);
  for (const name of ['vite', 'openid-client']) {
    await symlink(join(packageDirectory, 'node_modules', name), join(modules, name));
  }
  return folder;
}
