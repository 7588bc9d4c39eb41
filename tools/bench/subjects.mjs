import { copyFile, readdir, realpath } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { command } from '../build/prepare.mjs';
import { environment, root } from '../dev/environment.mjs';
import { freePort } from '../dev/free-port.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const auth = join(root, 'packages/auth');

/** Bundled from this repository: the programs around a backend, and those that use more of the package than a backend does. */
const programs = [
  'real-provider',
  'scripted-provider',
  'refresh',
  'accounts',
  'callers',
  'own-backend',
  'bare-proxy',
];
/** Bundled by the generated workspace, with its build script and its Express. */
const servers = ['bare-one-app', 'bare-two-apps'];

/**
 * Builds everything that is measured.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 */
export async function makeSubjects(sandbox) {
  const port = await freePort();
  const workspace = await makeWorkspace(sandbox, port);
  /** @type {Record<string, string>} */
  const bundles = { generated: await bundleServer(sandbox, workspace) };
  for (const name of servers) bundles[name] = await bundleServer(sandbox, workspace, name);
  for (const name of programs) bundles[name] = await bundle(sandbox, join(here, `programs/${name}.mjs`));
  /** @type {typeof import('./browser.mjs')} */
  const { DrainingBrowser } = await import(
    pathToFileURL(await bundle(sandbox, join(here, 'browser.mjs'))).href
  );
  const origin = `127.0.0.1:${port}`;
  return { bundles, workspace, origin, redirectUri: `http://${origin}/callback/oidc`, DrainingBrowser };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {number} port
 */
async function makeWorkspace(sandbox, port) {
  const directory = join(sandbox.directory, 'extension');
  const flags = ['--provider', 'oidc', '--port', String(port), '--yes', '--no-git'];
  await sandbox.run('Creating an extension', process.execPath, [command, directory, ...flags], {
    env: environment,
  });
  return directory;
}

/**
 * Runs the workspace's own build, with another main program if one is given.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} workspace
 * @param {string} [name] of a program
 */
async function bundleServer(sandbox, workspace, name) {
  const backend = join(workspace, 'backend');
  if (name) await copyFile(join(here, `programs/${name}.mjs`), join(backend, 'src/main.ts'));
  await sandbox.run('Building a backend', process.execPath, ['build.mjs'], { cwd: backend });
  const [built] = await readdir(join(backend, 'dist'));
  const outfile = sandbox.path('.mjs');
  await copyFile(join(backend, 'dist', built), outfile);
  return outfile;
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} entryPoint
 */
export async function bundle(sandbox, entryPoint) {
  const outfile = sandbox.path(`-${parse(entryPoint).name}.mjs`);
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

/**
 * The folders with the packages of a workspace's backend. pnpm links the dependencies of a package beside it.
 *
 * @param {string} workspace
 */
export async function packagesOf(workspace) {
  return join(await realpath(join(workspace, 'backend/node_modules/@ddext-oauth/auth')), '../..');
}
