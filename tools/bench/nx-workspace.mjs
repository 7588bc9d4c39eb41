import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { command } from '../build/prepare.mjs';
import { environment } from '../dev/environment.mjs';
import { addExtensions } from '../dev/nx-extensions.mjs';

/**
 * Creates a workspace with a number of extensions, the first at its root and the others in folders, and installs it once.
 *
 * @param {number} extensions their number
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<string>} its folder
 */
export async function makeNxWorkspace(sandbox, extensions) {
  const directory = join(sandbox.path(), `of-${extensions}`);
  const flags = ['--image', `acme/of-${extensions}`, '--yes', '--no-git'];
  const options = { cwd: directory, env: environment };
  await sandbox.run('Creating a workspace', process.execPath, [command, directory, ...flags], {
    env: environment,
  });
  if (extensions > 1) {
    const folders = Array.from({ length: extensions - 1 }, (_, index) => `extensions/one-of-${index + 2}`);
    await sandbox.run('Adding extensions', process.execPath, addExtensions(folders), options);
  }
  return directory;
}

/**
 * Adds a plugin with a generator that does nothing to a workspace; returns the generator's name for `nx generate`.
 *
 * @param {string} workspace
 */
export async function addEmptyPlugin(workspace) {
  const folder = join(workspace, 'node_modules/empty-plugin');
  const files = {
    'package.json': {
      name: 'empty-plugin',
      version: '1.0.0',
      type: 'module',
      generators: './generators.json',
    },
    'generators.json': { generators: { nothing: { factory: './nothing.js', schema: './schema.json' } } },
    'schema.json': { type: 'object', properties: {}, additionalProperties: false },
    'nothing.js': 'export default async function nothing() {}\n',
  };
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return 'empty-plugin:nothing';
}
