import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root } from '../dev/environment.mjs';
import { fail, run, step } from '../dev/steps.mjs';
import { withCheckout } from './checkout.mjs';
import { newestRelease, nextFolder, variables } from './versions.mjs';

// Builds what the workflow deploys: the documentation of the newest release, and in `next/` that of this checkout. Each is built by its
// own code. Until the first release, the documentation of this checkout is the only one.

const dist = join(import.meta.dirname, 'dist');

/**
 * @param {string} directory a checkout, with its packages built
 * @param {NodeJS.ProcessEnv} [settings]
 */
const buildSite = (directory, settings) =>
  run('Building the site', process.execPath, [join(directory, 'tools/site/build.mjs')], {
    cwd: directory,
    env: { ...environment, ...settings },
  });

/**
 * Builds the packages and the site of a release.
 *
 * @param {string} tag
 * @param {string} directory its checkout
 */
async function buildRelease(tag, directory) {
  const title = `Building ${tag}`;
  const inRelease = { cwd: directory, env: environment };
  await run(title, process.execPath, ['tools/dev/install.mjs', '--ignore-scripts'], inRelease);
  await run(title, 'npm', ['run', 'build'], inRelease);
  await buildSite(directory, { [variables.channel]: 'release' });
}

async function buildVersions() {
  rmSync(dist, { recursive: true, force: true });
  const newest = newestRelease((await run('Reading the tags', 'git', ['tag'], { cwd: root })).split('\n'));
  if (!newest) return void (await step('Building the site', () => buildSite(root)));
  await withCheckout({ repository: root, tag: newest.tag }, async (release) => {
    await step(`Building the site of ${newest.version}`, () => buildRelease(newest.tag, release));
    await step('Building the site of the next version', () =>
      buildSite(root, { [variables.channel]: 'next', [variables.release]: newest.version }),
    );
    // `next/` becomes a folder of the release's site.
    const built = join(release, 'tools/site/dist');
    cpSync(dist, join(built, nextFolder), { recursive: true });
    rmSync(dist, { recursive: true });
    cpSync(built, dist, { recursive: true });
  });
}

await buildVersions().catch(fail);
