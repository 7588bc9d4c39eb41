#!/usr/bin/env node
// Simulates `docker extension` without Docker Desktop: a CLI plugin that calls the real engine. An extension is installed if
// it has a container, created from its image with the volume of its compose file.
import { spawnSync } from 'node:child_process';

/** @param {string[]} args */
function docker(...args) {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** @param {string} image */
const containerOf = (image) => `${image.replace(/[/:]/g, '_')}-desktop-extension`;
/** @param {string} image */
const isInstalled = (image) =>
  docker('ps', '--all', '--filter', `name=^${containerOf(image)}$`, '--quiet') !== '';

/** @param {string} image */
function mustBeInstalled(image) {
  if (!isInstalled(image)) throw new Error(`${image} is not installed.`);
}

/** @param {string} image */
function install(image) {
  if (isInstalled(image)) throw new Error(`${image} is already installed.`);
  docker('image', 'inspect', image);
  const name = containerOf(image);
  const [volume, socket] = [`${name}_auth-data:/data`, 'DDEXT_SOCKET=/tmp/backend.sock'];
  docker('create', '--name', name, '--volume', volume, '--env', socket, image);
  docker('cp', `${name}:/metadata.json`, '-');
  docker('start', name);
  console.log(`Installed ${image}`);
}

/** @param {string} image */
function remove(image) {
  mustBeInstalled(image);
  docker('rm', '--force', containerOf(image));
  console.log(`Removed ${image}`);
}

/** @type {Readonly<Record<string, (...args: string[]) => void | Promise<void>>>} */
const verbs = {
  install,
  rm: remove,
  update(image) {
    remove(image);
    install(image);
  },
  async dev(verb, image, url) {
    mustBeInstalled(image);
    if (!['debug', 'ui-source', 'reset'].includes(verb)) throw new Error(`Unknown command dev ${verb}.`);
    console.log(verb, image);
    if (verb === 'ui-source') console.log(await (await fetch(url)).text());
  },
};

const [first, verb, ...rest] = process.argv.slice(2);
if (first === 'docker-cli-plugin-metadata') {
  console.log(JSON.stringify({ SchemaVersion: '0.1.0', Vendor: 'tests', Version: '0.0.0' }));
} else {
  if (!Object.hasOwn(verbs, verb)) throw new Error(`Unknown command docker extension ${verb}.`);
  await verbs[verb](...rest);
}
