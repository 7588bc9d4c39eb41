import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { devScriptOf } from './dev-script.mjs';
import { fail, interruption, step } from './steps.mjs';

/**
 * @typedef {typeof import('../../packages/simulator/dist/index.js')} SimulatorPackage
 * @typedef {typeof import('../../packages/auth/dist/ui/index.js')} UiPackage
 */

/**
 * Starts an extension in the simulator as `pnpm dev` does, and signs in once over HTTP with the extension's own packages: its UI
 * client, its backend, and the test identity provider.
 *
 * @param {string} directory of the extension
 */
export async function checkSignIn(directory) {
  /** @type {SimulatorPackage} */
  const simulatorPackage = await load(directory, '@ddext-oauth/simulator');
  /** @type {UiPackage} */
  const uiPackage = await load(join(directory, 'ui'), '@ddext-oauth/auth/ui');
  const { args, env } = await devScriptOf(directory);
  const interrupted = interruption();
  const simulator = await step('Starting the simulator, the backend and the UI', () =>
    simulatorPackage.startSimulator({
      extensionDirectory: directory,
      image: optionIn('--image', args),
      ui: { directory: join(directory, 'ui') },
      backend: { command: optionIn('--backend', args), cwd: directory, env: { PATH: env.PATH ?? '' } },
    }),
  );
  try {
    await Promise.race([interrupted, signIn(simulator, simulatorPackage, uiPackage)]);
  } finally {
    await step('Stopping the simulator, the backend and the UI', () => simulator.close());
  }
}

/** @param {string} option @param {readonly string[]} args of the `dev` script */
function optionIn(option, args) {
  const value = args[args.indexOf(option) + 1];
  if (value === undefined || !args.includes(option)) throw new Error(`The script "dev" has no ${option}.`);
  return value;
}

/**
 * @param {Awaited<ReturnType<SimulatorPackage['startSimulator']>>} simulator
 * @param {SimulatorPackage} simulatorPackage
 * @param {UiPackage} uiPackage
 */
async function signIn(simulator, { createNodeDdClient, signInOverHttp }, { createAuthClient }) {
  const { dashboardUrl, extensionUrl, identityProvider } = simulator;
  await step('Opening the dashboard and the extension', async () => {
    await expectPage(dashboardUrl);
    await expectPage(extensionUrl);
  });

  const opened = openedUrl();
  const ddClient = await createNodeDdClient({ extensionUrl, openExternal: opened.openExternal });
  const auth = createAuthClient(ddClient, { storage: memoryStorage() });
  const [provider] = (await step('Asking the backend who is signed in', () => auth.session())).providers;
  const [user] = identityProvider.testUsers;
  const attempt = await step(`Pressing "Sign in with ${provider.name}"`, () => auth.signIn(provider.id));
  await step(`Signing in as ${user.name} at the identity provider`, async () => {
    const { status, finalUrl } = await signInOverHttp(await opened.promise, { user: user.sub });
    if (status !== 200) throw new Error(`${new URL(finalUrl).pathname} returned HTTP ${status}.`);
  });
  const account = await step('Waiting for the extension to report the account', () =>
    auth.waitForAccount(attempt, AbortSignal.timeout(10_000)),
  );
  console.log(
    `\nSigned in: ${account.profile.name} <${account.profile.email}> with ${account.provider.name}`,
  );
}

/** Replaces localStorage for the duration of the check. */
function memoryStorage() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => void kept.set(name, value),
    removeItem: (/** @type {string} */ name) => void kept.delete(name),
  };
}

/** @param {string} url */
async function expectPage(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} returned HTTP ${response.status}.`);
}

/** The URL that the extension opens in the browser. */
function openedUrl() {
  /** @type {(url: string) => void} */
  let openExternal = () => {};
  /** @type {Promise<string>} */
  const promise = new Promise((resolve) => {
    openExternal = resolve;
  });
  return { promise, openExternal };
}

/**
 * Imports a package as a module in that directory would.
 *
 * @param {string} directory
 * @param {string} name
 */
async function load(directory, name) {
  const require = createRequire(join(directory, 'package.json'));
  return import(pathToFileURL(require.resolve(name)).href);
}

// `node tools/dev/sign-in-check.mjs EXTENSION`
if (process.argv[1] === import.meta.filename) await checkSignIn(process.argv[2]).catch(fail);
