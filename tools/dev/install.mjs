import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { environment, pnpmVersion, root } from './environment.mjs';
import { installDetail } from './progress.mjs';
import { fail, run, show, step, telling } from './steps.mjs';

// `node tools/dev/install.mjs [FLAG…]` installs the dependencies with the pnpm that package.json names, from a fresh clone too.
const title = 'Installing dependencies';
// In a checkout that was moved or copied, pnpm would ask before it replaces node_modules.
const moved = '--config.confirmModulesPurge=false';
const command = ['--yes', `pnpm@${pnpmVersion}`, '--dir', root, 'install', '--frozen-lockfile', moved];
// In the checkout, npx would run the pnpm in node_modules, which fails once it has replaced its own files.
const options = { cwd: tmpdir(), env: environment };

/** The same as a step, which shows its output only if it fails. @throws {import('./steps.mjs').StepError} */
export const install = () =>
  step(title, (tell) => run(title, 'npx', command, { ...options, onLine: telling(tell, installDetail) }));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  show('npx', [...command, ...process.argv.slice(2)], options).then((code) => {
    process.exitCode = code;
  }, fail);
}
