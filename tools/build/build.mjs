import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { environment } from '../dev/environment.mjs';
import { fail, run } from '../dev/steps.mjs';
import { digestOf, textOf } from './digest.mjs';
import { swapIn } from './swap.mjs';
import { recordThirdParties } from './third-party-licenses.mjs';

/**
 * `node ../../tools/build/build.mjs STEP…` in the folder of a package builds its dist/ if its sources have changed. It builds into
 * a temporary folder and swaps that in, because other processes may use dist/ meanwhile: a test that runs `npm start`, and other
 * tests. Nx does not cache builds, because it empties dist/ before it restores it.
 *
 * The steps write to the folder that BUILD_DIRECTORY names. From the metafile.json of a bundle, this program writes
 * THIRD-PARTY-LICENSES.txt.
 *
 * @type {Readonly<Record<string, (out: string) => [command: string, args: string[]]>>}
 */
const steps = {
  tsc: (out) => ['tsc', ['-p', 'tsconfig.build.json', '--outDir', out]],
  declarations: (out) => [process.execPath, [join(root, 'tools/build/declarations.mjs'), out]],
  'build.mjs': () => [process.execPath, ['build.mjs']],
};

/** @typedef {{name: string, dependencies?: Record<string, string>, devDependencies?: Record<string, string>}} Manifest what is read of a package.json */

const folder = process.cwd();
const root = resolve(folder, '../..');
const builds = join(root, '.builds');
const dist = join(folder, 'dist');
/**
 * Excludes the packed packages, which are added to the folder of the command after the build.
 *
 * @param {string} path
 */
const keep = (path) => path.startsWith('vendor');

try {
  const { name } = await manifestOf(folder);
  const record = join(builds, `${name.replace('/', '+')}.json`);
  const sources = await digestOfSources();
  if ((await recordOf(sources)) !== (await textOf(record))) await build(record, sources);
} catch (error) {
  fail(error);
}

/**
 * @param {string} record
 * @param {string} sources a digest
 */
async function build(record, sources) {
  await mkdir(builds, { recursive: true });
  const out = await mkdtemp(join(builds, 'building-'));
  try {
    for (const step of process.argv.slice(2)) {
      const stepOf = steps[step];
      if (!stepOf) throw new Error(`Unknown build step ${step}. Use ${Object.keys(steps).join(' or ')}.`);
      const [command, args] = stepOf(out);
      await run(`Building ${folder}`, command, args, {
        cwd: folder,
        env: { ...environment, BUILD_DIRECTORY: out },
      });
    }
    const metafile = await textOf(join(out, 'metafile.json'));
    if (metafile !== '') await recordThirdParties(JSON.parse(metafile), folder, out);
    await swapIn(out, dist, { keep });
  } finally {
    await rm(out, { recursive: true, force: true });
  }
  await writeFile(`${record}.${process.pid}`, await recordOf(sources));
  await rename(`${record}.${process.pid}`, record);
}

/**
 * Records the digests of sources and output, so that a dist/ that another program changed is built again.
 *
 * @param {string} sources a digest
 */
async function recordOf(sources) {
  const beside = ['THIRD-PARTY-LICENSES.txt', 'src/plan/templates.generated.ts'];
  const texts = await Promise.all(beside.map((path) => textOf(join(folder, path))));
  const built = createHash('sha256').update(await digestOf(dist, (path) => !keep(path)));
  return JSON.stringify({ sources, built: built.update(texts.join('\0')).digest('hex') });
}

/** Digest of all inputs of a build: the package, the packages of this repository that it uses, and shared files. */
async function digestOfSources() {
  const packages = await workspacePackages();
  const used = new Set([folder]);
  for (const one of used) {
    const { dependencies, devDependencies } = await manifestOf(one);
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      const other = packages.get(name);
      if (other) used.add(other);
    }
  }
  /** @param {string} path */
  const isSource = (path) =>
    !/(^|\/)(dist|node_modules|test-results|screenshots)\/|\.(test|generated)\.tsx?$|^THIRD-PARTY-LICENSES/.test(
      path,
    );
  const shared = ['tsconfig.base.json', 'package.json', 'pnpm-lock.yaml'].map((file) => join(root, file));
  return createHash('sha256')
    .update(process.argv.slice(2).join(' '))
    .update((await Promise.all(shared.map(textOf))).join('\0'))
    .update(
      (await Promise.all([...packages.values()].sort().map((one) => textOf(join(one, 'package.json'))))).join(
        '\0',
      ),
    )
    .update((await Promise.all([...used].sort().map((one) => digestOf(one, isSource)))).join('\0'))
    .update(await digestOf(join(root, 'templates')))
    .update(await digestOf(join(root, 'tools/build'), (path) => path.endsWith('.mjs')))
    .digest('hex');
}

/** @returns {Promise<Map<string, string>>} the folder of each package, by its name */
async function workspacePackages() {
  const folders = (await readdir(join(root, 'packages'))).map((one) => join(root, 'packages', one));
  const names = await Promise.all(folders.map(async (one) => (await manifestOf(one)).name));
  return new Map(names.map((name, index) => [name, folders[index]]));
}

/**
 * @param {string} directory
 * @returns {Promise<Manifest>}
 */
async function manifestOf(directory) {
  return JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
}
