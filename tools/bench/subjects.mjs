import { copyFile, readdir, realpath } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { command } from '../build/prepare.mjs';
import { environment, root } from '../dev/environment.mjs';
import { freePort } from '../dev/free-port.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const auth = join(root, 'packages/auth');

/** Bundled from this repository: what stands around a backend, and what needs more of the package than a backend shows. */
const programs = ['real-provider', 'scripted-provider', 'refresh', 'accounts'];
/** Bundled by the generated workspace, with its build script and its Express. */
const servers = ['bare-one-app', 'bare-two-apps'];

/**
 * Everything that is measured, built.
 *
 * @param {import('./workshop.mjs').Workshop} workshop
 */
export async function makeSubjects(workshop) {
  const port = await freePort();
  const workspace = await makeWorkspace(workshop, port);
  const bundles = { generated: await bundleServer(workshop, workspace) };
  for (const name of servers) bundles[name] = await bundleServer(workshop, workspace, name);
  for (const name of programs) bundles[name] = await bundle(workshop, join(here, `programs/${name}.mjs`));
  const { DrainingBrowser } = await import(
    pathToFileURL(await bundle(workshop, join(here, 'browser.mjs'))).href
  );
  const origin = `127.0.0.1:${port}`;
  return { bundles, workspace, origin, redirectUri: `http://${origin}/callback/oidc`, DrainingBrowser };
}

async function makeWorkspace(workshop, port) {
  const directory = join(workshop.directory, 'extension');
  const flags = ['--provider', 'oidc', '--port', String(port), '--yes', '--no-git'];
  await workshop.run('Making an extension', process.execPath, [command, directory, ...flags], {
    env: environment,
  });
  return directory;
}

/** Runs the workspace's own build, with another main program in the place of its own where one is named. */
async function bundleServer(workshop, workspace, name) {
  const backend = join(workspace, 'backend');
  if (name) await copyFile(join(here, `programs/${name}.mjs`), join(backend, 'src/main.ts'));
  await workshop.run('Building a backend', process.execPath, ['build.mjs'], { cwd: backend });
  const [built] = await readdir(join(backend, 'dist'));
  const outfile = workshop.path('.mjs');
  await copyFile(join(backend, 'dist', built), outfile);
  return outfile;
}

export async function bundle(workshop, entryPoint) {
  const outfile = workshop.path(`-${parse(entryPoint).name}.mjs`);
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    nodePaths: [join(auth, 'node_modules')],
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
  });
  return outfile;
}

/** Where the packages are that a workspace's backend is made of: pnpm puts what a package needs beside it. */
export async function packagesOf(workspace) {
  return join(await realpath(join(workspace, 'backend/node_modules/@ddext-oauth/auth')), '../..');
}
