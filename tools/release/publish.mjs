import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../dev/environment.mjs';
import { fail, run, StepError } from '../dev/steps.mjs';

/** @typedef {{name: string, version: string, tarball: string}} Tarball a packed package, and the path of its file */

/** Dependencies first, so that each published package can be installed. The command is last, because it loads or generates references to all others. */
const order = [
  '@ddext-oauth/keychain',
  '@ddext-oauth/providers',
  '@ddext-oauth/auth',
  '@ddext-oauth/check',
  '@ddext-oauth/gateway',
  '@ddext-oauth/nx',
  '@ddext-oauth/simulator',
  '@ddext-oauth/add',
  'create-ddext-oauth',
];

/**
 * Publishes the packed packages in a folder, except those whose version is published already: the same command completes an
 * interrupted release. It uses npm and not pnpm, because npm exchanges a workflow's identity for the right to publish. It needs
 * no installed dependency.
 *
 * @param {string} folder
 * @param {readonly string[]} flags for `npm publish`
 */
async function publishAll(folder, flags) {
  const tarballs = (await readdir(folder))
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => join(folder, name));
  const packed = await Promise.all(tarballs.map(readTarball));
  const names = packed.map(({ name }) => name).sort();
  if (names.join() !== [...order].sort().join()) {
    const held = names.join(', ') || 'no package';
    throw new StepError('Publishing', `${folder} contains ${held}. It must contain ${order.join(', ')}.`);
  }
  const published = Object.fromEntries(
    await Promise.all(order.map(async (name) => [name, await publishedVersions(name, flags)])),
  );
  for (const name of order) {
    const { version, tarball } = /** @type {Tarball} */ (packed.find((one) => one.name === name));
    if (published[name].includes(version)) {
      console.log(`${name} ${version} is published already.`);
      continue;
    }
    await run(`Publishing ${name}`, 'npm', ['publish', tarball, '--loglevel=warn', ...flags], {
      env: environment,
    });
    // changesets/action creates tags and releases from these lines.
    console.log(`New tag: ${name}@${version}`);
  }
}

/**
 * @param {string} tarball
 * @returns {Promise<Tarball>}
 */
async function readTarball(tarball) {
  const manifest = await run('Reading', 'tar', ['-xzOf', tarball, 'package/package.json']);
  return { ...JSON.parse(manifest), tarball };
}

/**
 * @param {string} name of a package
 * @param {readonly string[]} flags for `npm view`
 * @returns {Promise<string[]>} none if the registry does not have the package
 */
async function publishedVersions(name, flags) {
  const query = ['view', name, 'versions', '--json', '--loglevel=silent', ...flags];
  const answer = await run(`Looking up ${name}`, 'npm', query, { env: environment }).catch((error) => {
    if (error.output?.includes('"E404"')) return '[]';
    throw error;
  });
  return [JSON.parse(answer)].flat();
}

// `npm run release -- FOLDER [flags of npm publish]`
try {
  const [folder, ...flags] = process.argv.slice(2);
  if (folder === undefined)
    throw new StepError('Publishing', 'name the folder that `npm run release:pack` has filled.');
  await publishAll(folder, flags);
} catch (error) {
  fail(error);
}
