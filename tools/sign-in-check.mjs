import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { environment } from './environment.mjs';
import { fail, interruption, step } from './steps.mjs';

/**
 * Starts an extension in the simulator as `pnpm dev` does, and signs in once over HTTP with the packages the extension
 * itself uses: its own UI client, its real backend, the built-in identity provider.
 *
 * @param {string} directory of the extension
 */
export async function checkSignIn(directory) {
  const { createNodeDdClient, signInOverHttp, startSimulator } = await load(
    directory,
    '@ddext-oauth/simulator',
  );
  const { createAuthClient } = await load(join(directory, 'ui'), '@ddext-oauth/auth/ui');
  const { dev } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')).scripts;

  // As a script of the extension's package.json would find its commands.
  const PATH = [join(directory, 'node_modules/.bin'), environment.PATH].join(delimiter);
  const interrupted = interruption();
  const simulator = await step('Starting the simulator, the backend and the UI', () =>
    startSimulator({
      extensionDirectory: directory,
      image: /--image (\S+)/.exec(dev)[1],
      ui: { directory: join(directory, 'ui') },
      backend: { command: /--backend "([^"]+)"/.exec(dev)[1], cwd: directory, env: { PATH } },
    }),
  );
  try {
    await Promise.race([
      interrupted,
      signIn(simulator, { createNodeDdClient, signInOverHttp, createAuthClient }),
    ]);
  } finally {
    await step('Ending what was started', () => simulator.close());
  }
}

async function signIn(simulator, { createNodeDdClient, signInOverHttp, createAuthClient }) {
  const { dashboardUrl, extensionUrl, identityProvider } = simulator;
  await step('Opening the dashboard and the extension', async () => {
    await expectPage(dashboardUrl);
    await expectPage(extensionUrl);
  });

  const opened = withResolvers();
  const ddClient = await createNodeDdClient({ extensionUrl, openExternal: opened.resolve });
  const auth = createAuthClient(ddClient, { storage: memoryStorage() });
  const [provider] = (await step('Asking the backend who is signed in', () => auth.session())).providers;
  const [user] = identityProvider.testUsers;
  const attempt = await step(`Pressing "Sign in with ${provider.name}"`, () => auth.signIn(provider.id));
  await step(`Signing in as ${user.name} at the identity provider`, async () => {
    const { status, finalUrl } = await signInOverHttp(await opened.promise, { user: user.sub });
    if (status !== 200) throw new Error(`${new URL(finalUrl).pathname} answered ${status}.`);
  });
  const account = await step('Waiting for the extension to know', () =>
    auth.waitForAccount(attempt, AbortSignal.timeout(10_000)),
  );
  console.log(
    `\nSigned in: ${account.profile.name} <${account.profile.email}> with ${account.provider.name}`,
  );
}

/** What the page's localStorage is to a page: here, for as long as the check takes. */
function memoryStorage() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
  };
}

async function expectPage(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
}

function withResolvers() {
  const deferred = {};
  deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
  return deferred;
}

/** Imports a package as a module in that directory would. */
async function load(directory, name) {
  const require = createRequire(join(directory, 'package.json'));
  return import(pathToFileURL(require.resolve(name)).href);
}

// `node tools/sign-in-check.mjs EXTENSION`
if (process.argv[1] === import.meta.filename) await checkSignIn(process.argv[2]).catch(fail);
