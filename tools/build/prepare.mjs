import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment, root } from '../dev/environment.mjs';
import { hasGo } from '../dev/go.mjs';
import { install } from '../dev/install.mjs';
import { buildDetails } from '../dev/progress.mjs';
import { run, step, telling } from '../dev/steps.mjs';
import { digestOf, stampOf, textOf } from './digest.mjs';
import { takeLock } from './lock.mjs';
import { filesBelow, swapIn } from './swap.mjs';

/** Beside the built command, which copies the packages in it to each workspace that it creates. */
export const vendor = join(root, 'packages/create-ddext-oauth/dist/vendor');
/** The built command, with the packed packages beside it. */
export const command = join(root, 'packages/create-ddext-oauth/dist/index.cjs');
/** Locks and records of what was built from what. */
export const builds = join(root, '.builds');

const runtimePackages = ['auth', 'check', 'gateway', 'nx', 'providers', 'simulator'];
/** Programs for six targets: compiling them takes minutes, and only extensions with a key in the keychain contain them. */
const keychain = 'keychain';
const packages = readdirSync(join(root, 'packages')).sort();

/**
 * Records of the last run: the sizes and times of all files, their contents, and of each step what it was run for. A step is
 * skipped if its record is current.
 */
const records = Object.fromEntries(
  ['stamp', 'contents', 'installed', 'packed'].map((name) => [name, join(builds, `prepared-${name}`)]),
);

/**
 * Installs, builds and packs what has changed, from a fresh clone on a machine that has Node and npm. Two processes do not do that at
 * once: the second waits, and then finds it done.
 *
 * @param {{withKeychain?: boolean}} options whether to pack the programs for the keychain too. They are not packed without Go
 */
export async function prepare({ withKeychain = false } = {}) {
  const wanted = withKeychain && (await hasGo());
  const isComplete = !wanted || (await isKeychainPacked());
  if (isComplete && (await isCurrent('stamp', await stamp()))) return;
  const taken = await takeLock(join(builds, 'lock'), {
    onWait: ({ pid }) => console.error(`  Waiting for another build of this checkout (process ${pid})…`),
  });
  if (!('lock' in taken)) return;
  try {
    if (!(await isPrepared(wanted))) await prepareAlone(wanted);
  } finally {
    await taken.lock.release();
  }
}

/** @param {boolean} withKeychain */
async function prepareAlone(withKeychain) {
  // After a run without the keychain, only that is missing. Asking each package whether it is built takes 10 s.
  if (!(await isCurrent('contents', await contents()))) await build();
  await packChanged(withKeychain);
  await note('contents', await contents());
  await note('stamp', await stamp());
}

async function build() {
  if (!(await isCurrent('installed', await installedState()))) {
    await install();
    await note('installed', await installedState());
  }
  const options = { cwd: root, env: environment };
  const args = ['run-many', '-t', 'build'];
  await step('Building the packages', (tell) =>
    run('Building the packages', 'nx', args, { ...options, onLine: telling(tell, buildDetails()) }),
  );
}

/**
 * Takes the stamp before it reads the contents: a file that is saved between the two has another stamp, and is built.
 *
 * @param {boolean} withKeychain
 */
async function isPrepared(withKeychain) {
  if (withKeychain && !(await isKeychainPacked())) return false;
  const now = await stamp();
  if (await isCurrent('stamp', now)) return true;
  if (!(await isCurrent('contents', await contents()))) return false;
  await note('stamp', now);
  return true;
}

/** @param {string} name @param {string} state */
async function isCurrent(name, state) {
  return (await textOf(records[name])) === state;
}

/** @param {string} name @param {string} state */
async function note(name, state) {
  await mkdir(builds, { recursive: true });
  await writeFile(records[name], state);
}

async function isKeychainPacked() {
  const tarballs = await filesBelow(vendor);
  return (
    tarballs.some(isTarballOf(keychain)) &&
    (await packedStates())[keychain] === (await knownStates())[keychain]
  );
}

/** @param {string} name */
function isTarballOf(name) {
  return (/** @type {string} */ file) => file.startsWith(`ddext-oauth-${name}-`);
}

/** @returns {Promise<Record<string, string>>} what each tarball was made from */
async function knownStates() {
  const text = await textOf(records.packed);
  return text === '' ? {} : JSON.parse(text);
}

/** @param {boolean} withKeychain */
async function packChanged(withKeychain) {
  const states = await packedStates();
  const known = await knownStates();
  const tarballs = await filesBelow(vendor);
  // The lock permits one process. An interrupted one leaves its folder behind.
  const packed = join(builds, 'packing');
  await rm(packed, { recursive: true, force: true });
  await mkdir(packed, { recursive: true });
  try {
    /** @type {string[]} */
    const changed = [];
    for (const name of [...runtimePackages, keychain]) {
      const kept = tarballs.filter(isTarballOf(name));
      const isChanged = states[name] !== known[name] || kept.length !== 1;
      if (isChanged && name === keychain && !withKeychain) delete states[name];
      else if (isChanged) changed.push(name);
      else await copyFile(join(vendor, kept[0]), join(packed, kept[0]));
    }
    if (changed.length > 0) await step('Packing the runtime packages', (tell) => pack(changed, packed, tell));
    // Other processes may be creating workspaces from these files.
    await swapIn(packed, vendor);
  } finally {
    await rm(packed, { recursive: true, force: true });
  }
  await note('packed', JSON.stringify(states));
}

/** @param {readonly string[]} names @param {string} destination @param {(detail: string) => void} tell */
async function pack(names, destination, tell) {
  for (const [index, name] of names.entries()) {
    tell(`package ${index + 1} of ${names.length}: ${name}`);
    const args = ['--filter', `@ddext-oauth/${name}`, 'pack', '--pack-destination', destination];
    await run('Packing the runtime packages', 'pnpm', args, { cwd: root, env: environment });
  }
}

/** Sources, dependencies, and what tests write. */
const notPacked = /^(src|node_modules|test-results|screenshots)\//;

/** What each tarball is made from. A package.json contains the versions of other packages. */
async function packedStates() {
  const versions = await manifests();
  const states = [...runtimePackages, keychain].map(async (name) => {
    const folder = join(root, 'packages', name);
    // The programs are compiled while they are packed.
    const others = name === keychain ? /^dist\/|_test\.go$|^test-results\// : notPacked;
    return [name, hashOf([versions, await digestOf(folder, (path) => !others.test(path))])];
  });
  /** @type {Record<string, string>} */
  const named = Object.fromEntries(await Promise.all(states));
  return named;
}

/** What is installed: by what, and where, because links in node_modules may be absolute. */
async function installedState() {
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'node_modules/.pnpm/lock.yaml'];
  const present = packages.map((name) => existsSync(join(root, 'packages', name, 'node_modules')));
  const texts = await Promise.all(files.map((file) => textOf(join(root, file))));
  return hashOf([root, present.join(), await manifests(), ...texts]);
}

async function manifests() {
  const folders = [root, ...packages.map((name) => join(root, 'packages', name))];
  return hashOf(await Promise.all(folders.map((folder) => textOf(join(folder, 'package.json')))));
}

const contents = () => stateBy(digestOf);
const stamp = () => stateBy(stampOf);

/**
 * Of the installed dependencies, the sources and the built files, without packages/keychain, which is compiled by its tests and when it is
 * packed.
 *
 * @param {typeof digestOf} read
 */
async function stateBy(read) {
  const inPackages = /(^|\/)(node_modules|test-results|screenshots)\/|^keychain\/|\.test\./;
  return hashOf([
    await installedState(),
    await textOf(join(root, 'tsconfig.base.json')),
    await read(join(root, 'packages'), (path) => !inPackages.test(path)),
    await read(join(root, 'templates')),
    await read(join(root, 'tools/build'), (path) => path.endsWith('.mjs')),
  ]);
}

/** @param {readonly string[]} parts */
function hashOf(parts) {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}
