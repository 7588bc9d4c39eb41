import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { digestOf, textOf } from '../build/digest.mjs';
import { tryLock } from '../build/lock.mjs';
import { builds, command } from '../build/prepare.mjs';
import { environment, root } from './environment.mjs';
import { installDetail } from './progress.mjs';
import { run, step, telling } from './steps.mjs';

/**
 * @typedef {{ name: string, directory: string, release: () => Promise<void> }} Demo a demo extension that no other run uses until it is
 *   released
 * @typedef {{ port: number, madeFrom: string, installed: boolean }} DemoRecord
 */

/**
 * A demo extension for one run: demo/, or demo-2/ and so on if another run uses that. It is created again only if the packages have
 * changed. Each has an image name, and therefore ports, of its own.
 *
 * @returns {Promise<Demo>}
 */
export async function takeDemo() {
  // The command and the packages beside it.
  const madeFrom = await digestOf(dirname(command));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'demo' : `demo-${number}`;
    const taken = await tryLock(join(builds, `${name}.lock`));
    if (!('lock' in taken)) continue;
    const { release } = taken.lock;
    let ready = false;
    try {
      ready = await isReady(name, madeFrom);
    } finally {
      if (!ready) await release();
    }
    if (ready) return { name, directory: directoryOf(name), release };
  }
}

/** @param {string} name */
const directoryOf = (name) => join(root, name);
/** @param {string} name */
const recordOf = (name) => join(builds, `${name}.json`);

/**
 * Creates and installs a demo unless it is current.
 *
 * @param {string} name
 * @param {string} madeFrom
 * @returns {Promise<boolean>} false if its port is in use: by a run of an earlier build, by `pnpm dev` in its folder, or by another
 *   program
 */
async function isReady(name, madeFrom) {
  const known = await knownOf(name);
  if (known && !(await isFree(known.port))) return false;
  if (known?.madeFrom === madeFrom && known.installed) return true;
  return step(`Creating the demo extension in ${name}/`, async (tell) => {
    tell('writing its files');
    await rm(recordOf(name), { force: true });
    await rm(directoryOf(name), { recursive: true, force: true });
    const port = await create(name);
    await record(name, { port, madeFrom, installed: false });
    if (!(await isFree(port))) return false;
    await run('Installing the demo extension', 'pnpm', ['install'], {
      cwd: directoryOf(name),
      env: environment,
      onLine: telling(tell, installDetail),
    });
    await record(name, { port, madeFrom, installed: true });
    return true;
  });
}

/** @param {string} name @returns {Promise<number>} the port of its callback server */
async function create(name) {
  const image = ['--image', `ddext-oauth/${name}`, '--title', 'Sign-in demo'];
  const flags = [...image, '--yes', '--no-git', '--no-install', '--json'];
  const args = [command, directoryOf(name), ...flags];
  const output = await run('Creating the demo extension', process.execPath, args, { env: environment });
  const report = output.split('\n').find((line) => line.startsWith('{'));
  return Number(JSON.parse(report ?? '').options.port);
}

/** @param {string} name @returns {Promise<DemoRecord | undefined>} undefined if the folder is missing */
async function knownOf(name) {
  const text = await textOf(recordOf(name));
  const isThere = (await textOf(join(directoryOf(name), 'package.json'))) !== '';
  return text === '' || !isThere ? undefined : JSON.parse(text);
}

/** @param {string} name @param {DemoRecord} made */
async function record(name, made) {
  await writeFile(recordOf(name), JSON.stringify(made));
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if ('code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code))) resolve(false);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
