import { devScriptOf } from './dev-script.mjs';
import { show } from './steps.mjs';

/**
 * Runs the simulator as `pnpm dev` does, in this terminal, until it ends.
 *
 * @param {string} directory of the extension
 * @param {(dashboardUrl: string) => Promise<void>} onReady
 * @returns {Promise<number>} its exit code
 */
export async function serve(directory, onReady) {
  const { program, args, env } = await devScriptOf(directory);
  return show(process.execPath, [program, ...args], {
    cwd: directory,
    env,
    // The simulator tells its parent process the address.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    onMessage: (message) => onReady(/** @type {{ dashboardUrl: string }} */ (message).dashboardUrl),
  });
}
