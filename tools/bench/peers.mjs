import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { vendor } from '../build/prepare.mjs';
import { environment, root } from '../dev/environment.mjs';
import { pathsBelow } from './trees.mjs';

/** Our command, and what others make projects with, at the versions that are compared. */
const packages = {
  'create-ddext-oauth': undefined,
  'create-vite': '9.3.0',
  'create-next-app': '16.4.3',
  'create-t3-app': '7.40.0',
  plop: '4.0.5',
  hygen: '6.2.11',
};

/**
 * @typedef {object} Installed
 * @property {string} name
 * @property {string} version
 * @property {string} program the file that Node runs
 * @property {number} packages with those that it depends on
 * @property {number} packed bytes of its own tarball
 * @property {number} unpacked bytes of what is in that
 * @property {number} onDisk bytes of all files that an installation brings
 */

const made = new WeakMap();

/**
 * Packs our command as it is published, fetches the others, and installs each in a folder of its own; once a workshop.
 *
 * @param {import('./workshop.mjs').Workshop} workshop
 * @returns {Promise<{ tarballs: string, installed: Map<string, Installed> }>} `tarballs` is the folder of all packages
 */
export function peersIn(workshop) {
  if (!made.has(workshop)) made.set(workshop, installAll(workshop));
  return made.get(workshop);
}

async function installAll(workshop) {
  const tarballs = join(workshop.directory, 'tarballs');
  await mkdir(tarballs);
  for (const file of await readdir(vendor)) await copyFile(join(vendor, file), join(tarballs, file));
  const installed = new Map();
  for (const name of Object.keys(packages)) installed.set(name, await install(workshop, name, tarballs));
  return { tarballs, installed };
}

async function install(workshop, name, tarballs) {
  const directory = join(workshop.directory, 'peers', name);
  await mkdir(directory, { recursive: true });
  const npm = (...args) =>
    workshop.run(`Installing ${name}`, 'npm', args, { cwd: directory, env: environment });
  const source = packages[name] ? `${name}@${packages[name]}` : await packOurs(workshop, name, directory);
  const said = await npm('pack', source, '--json', '--pack-destination', tarballs, '--loglevel=silent');
  const [{ filename, version, size, unpackedSize }] = JSON.parse(said);
  await npm('install', join(tarballs, filename), '--ignore-scripts', '--no-audit', '--no-fund');
  const folder = join(directory, 'node_modules', name);
  const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return {
    ...{ name, version, packed: size, unpacked: unpackedSize },
    program: join(folder, typeof bin === 'string' ? bin : bin[name]),
    ...(await contentsOf(join(directory, 'node_modules'))),
  };
}

/** pnpm writes the version range of the registry where the checkout says workspace. */
async function packOurs(workshop, name, destination) {
  const args = ['--filter', name, 'pack', '--pack-destination', destination];
  await workshop.run(`Packing ${name}`, 'pnpm', args, { cwd: root, env: environment });
  const [tarball] = await readdir(destination);
  return join(destination, tarball);
}

async function contentsOf(directory) {
  const paths = await pathsBelow(directory);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(directory, path))).size));
  const { packages: all } = JSON.parse(await readFile(join(directory, '.package-lock.json'), 'utf8'));
  return { packages: Object.keys(all).length, onDisk: sizes.reduce((sum, size) => sum + size, 0) };
}
