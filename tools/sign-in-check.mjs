import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { environment } from './environment.mjs';
import { step } from './steps.mjs';

/**
 * Starts an extension in the simulator as `pnpm dev` does, and signs in once over HTTP with the packages the extension
 * itself uses: its own UI client, its real backend, the built-in identity provider.
 *
 * @param {string} directory of the extension
 */
export async function checkSignIn(directory) {
  const { createNodeDdClient, signInOverHttp, startSimulator } = await load(directory, '@ddext-oauth/simulator');
  const { createAuthClient } = await load(join(directory, 'ui'), '@ddext-oauth/auth/ui');
  const { dev } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')).scripts;

  const simulator = await step('Starting the simulator, the backend and the UI', () =>
    startSimulator({
      extensionDirectory: directory,
      image: /--image (\S+)/.exec(dev)[1],
      ui: { directory: join(directory, 'ui') },
      backend: { command: /--backend "([^"]+)"/.exec(dev)[1], cwd: directory, env: environment },
    }),
  );
  try {
    await signIn(simulator, { createNodeDdClient, signInOverHttp, createAuthClient });
  } finally {
    await step('Ending what was started', () => simulator.close());
  }
}
