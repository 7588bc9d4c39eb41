import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { digestOf, textOf } from './digest.mjs';
import { environment } from './environment.mjs';
import { fail, run } from './steps.mjs';
import { swapIn } from './swap.mjs';

/**
 * `node ../../tools/build.mjs STEP…` in the folder of a package builds its dist/, where its sources have changed since the last
 * time. It builds into a folder of its own and swaps that in, because others may be using dist/ meanwhile: a test that runs
 * `npm start`, and the tests beside it. Nx does not cache builds, because it empties dist/ before it fills it again.
 */
const steps = {
  tsc: (out) => ['tsc', ['-p', 'tsconfig.build.json', '--outDir', out]],
  'build.mjs': () => [process.execPath, ['build.mjs']],
};

const folder = process.cwd();
const root = resolve(folder, '../..');
const builds = join(root, '.builds');
const dist = join(folder, 'dist');
/** What npm packs beside the command is put there after the build. */
const keep = (path) => path.startsWith('vendor');

try {
  const { name } = await manifestOf(folder);
  const record = join(builds, `${name.replace('/', '+')}.json`);
  const sources = await digestOfSources();
  if ((await recordOf(sources)) !== (await textOf(record))) await build(record, sources);
} catch (error) {
  fail(error);
}

async function build(record, sources) {
  await mkdir(builds, { recursive: true });
  const out = await mkdtemp(join(builds, 'building-'));
  try {
    for (const step of process.argv.slice(2)) {
      const [command, args] = steps[step](out);
      await run(`Building ${folder}`, command, args, {
        cwd: folder,
        env: { ...environment, BUILD_DIRECTORY: out },
      });
    }
    await swapIn(out, dist, { keep });
  } finally {
    await rm(out, { recursive: true, force: true });
  }
  await writeFile(`${record}.${process.pid}`, await recordOf(sources));
  await rename(`${record}.${process.pid}`, record);
}

/** What was built from what, so that a dist/ that something else has changed is built again. */
async function recordOf(sources) {
  const beside = ['THIRD-PARTY-LICENSES.txt', 'src/plan/templates.generated.ts'];
  const texts = await Promise.all(beside.map((path) => textOf(join(folder, path))));
  const built = createHash('sha256').update(await digestOf(dist, (path) => !keep(path)));
  return JSON.stringify({ sources, built: built.update(texts.join('\0')).digest('hex') });
}

/** Everything that a build is made from: the package and those of this repository that it uses, and what all share. */
async function digestOfSources() {
  const packages = await workspacePackages();
  const used = new Set([folder]);
  for (const one of used) {
    const { dependencies, devDependencies } = await manifestOf(one);
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      if (packages.has(name)) used.add(packages.get(name));
    }
  }
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
    .update(await digestOf(join(root, 'tools'), (path) => !path.includes('/') && path.endsWith('.mjs')))
    .digest('hex');
}

/** @returns {Promise<Map<string, string>>} the folder of each package, by its name */
async function workspacePackages() {
  const folders = (await readdir(join(root, 'packages'))).map((one) => join(root, 'packages', one));
  return new Map(await Promise.all(folders.map(async (one) => [(await manifestOf(one)).name, one])));
}

async function manifestOf(directory) {
  return JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
}
