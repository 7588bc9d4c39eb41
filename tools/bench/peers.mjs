import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { vendor } from '../build/prepare.mjs';
import { environment, root } from '../dev/environment.mjs';
import { pathsBelow } from './trees.mjs';

/**
 * Our command, and comparable project generators, with their versions.
 *
 * @type {Readonly<Record<string, string | undefined>>}
 */
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
 * @property {number} packages its number of packages, dependencies included
 * @property {number} packed bytes of its tarball
 * @property {number} unpacked bytes of the tarball's contents
 * @property {number} onDisk bytes of all installed files
 */

/** @type {WeakMap<import('./sandbox.mjs').Sandbox, Promise<{tarballs: string, installed: Record<string, Installed>}>>} */
const made = new WeakMap();

/**
 * Packs our command as it is published, downloads the others, and installs each in a separate folder. Runs once per sandbox.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<{ tarballs: string, installed: Record<string, Installed> }>} `tarballs` is the folder of all packages
 */
export function peersIn(sandbox) {
  const known = made.get(sandbox) ?? installAll(sandbox);
  made.set(sandbox, known);
  return known;
}

/** @param {import('./sandbox.mjs').Sandbox} sandbox */
async function installAll(sandbox) {
  const tarballs = join(sandbox.directory, 'tarballs');
  await mkdir(tarballs);
  for (const file of await readdir(vendor)) await copyFile(join(vendor, file), join(tarballs, file));
  /** @type {Record<string, Installed>} */
  const installed = {};
  for (const name of Object.keys(packages)) installed[name] = await install(sandbox, name, tarballs);
  return { tarballs, installed };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} name
 * @param {string} tarballs
 * @returns {Promise<Installed>}
 */
async function install(sandbox, name, tarballs) {
  const directory = join(sandbox.directory, 'peers', name);
  await mkdir(directory, { recursive: true });
  const npm = (/** @type {string[]} */ ...args) =>
    sandbox.run(`Installing ${name}`, 'npm', args, { cwd: directory, env: environment });
  const source = packages[name] ? `${name}@${packages[name]}` : await packOurs(sandbox, name, directory);
  const output = await npm('pack', source, '--json', '--pack-destination', tarballs, '--loglevel=silent');
  const [{ filename, version, size, unpackedSize }] = JSON.parse(output);
  await npm('install', join(tarballs, filename), '--ignore-scripts', '--no-audit', '--no-fund');
  const folder = join(directory, 'node_modules', name);
  const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return {
    name,
    version,
    packed: size,
    unpacked: unpackedSize,
    program: join(folder, typeof bin === 'string' ? bin : bin[name]),
    ...(await contentsOf(join(directory, 'node_modules'))),
  };
}

/**
 * Packs with pnpm, because it replaces `workspace:` ranges with published version ranges.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} name
 * @param {string} destination
 */
async function packOurs(sandbox, name, destination) {
  const args = ['--filter', name, 'pack', '--pack-destination', destination];
  await sandbox.run(`Packing ${name}`, 'pnpm', args, { cwd: root, env: environment });
  const [tarball] = await readdir(destination);
  return join(destination, tarball);
}

/** @param {string} directory */
async function contentsOf(directory) {
  const paths = await pathsBelow(directory);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(directory, path))).size));
  const { packages: all } = JSON.parse(await readFile(join(directory, '.package-lock.json'), 'utf8'));
  return { packages: Object.keys(all).length, onDisk: sizes.reduce((sum, size) => sum + size, 0) };
}
