import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../dev/environment.mjs';
import { fail, run, StepError } from '../dev/steps.mjs';

/** In this order, so that whatever can be installed finds what it needs: the command is last, for it writes of all others. */
const order = [
  '@ddext-oauth/providers',
  '@ddext-oauth/auth',
  '@ddext-oauth/check',
  '@ddext-oauth/nx',
  '@ddext-oauth/simulator',
  'create-ddext-oauth',
];

/**
 * Publishes the packed packages in a folder, other than those that are published in that version already: a release that was
 * cut off is finished by the same command. By npm itself and not by pnpm, because it is npm that exchanges a workflow's
 * identity for the right to publish. It needs nothing that is installed.
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
    throw new StepError('Publishing', `${folder} holds ${held}; it should hold ${order.join(', ')}.`);
  }
  const published = Object.fromEntries(
    await Promise.all(order.map(async (name) => [name, await publishedVersions(name, flags)])),
  );
  for (const name of order) {
    const { version, tarball } = packed.find((one) => one.name === name);
    if (published[name].includes(version)) {
      console.log(`${name} ${version} is published already.`);
      continue;
    }
    await run(`Publishing ${name}`, 'npm', ['publish', tarball, '--loglevel=warn', ...flags], {
      env: environment,
    });
    // What changesets/action makes tags and releases of.
    console.log(`New tag: ${name}@${version}`);
  }
}

async function readTarball(tarball) {
  const manifest = await run('Reading', 'tar', ['-xzOf', tarball, 'package/package.json']);
  return { ...JSON.parse(manifest), tarball };
}

/** @returns {Promise<string[]>} none where the registry has never heard of it */
async function publishedVersions(name, flags) {
  const query = ['view', name, 'versions', '--json', '--loglevel=silent', ...flags];
  const answer = await run(`Asking for ${name}`, 'npm', query, { env: environment }).catch((error) => {
    if (error.output?.includes('"E404"')) return '[]';
    throw error;
  });
  return [JSON.parse(answer)].flat();
}

// `npm run release -- FOLDER [flags of npm publish]`
try {
  const [folder, ...flags] = process.argv.slice(2);
  if (folder === undefined)
    throw new StepError('Publishing', 'give the folder that `npm run release:pack` has filled.');
  await publishAll(folder, flags);
} catch (error) {
  fail(error);
}
