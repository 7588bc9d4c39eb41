import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from '../dev/environment.mjs';
import { install } from '../dev/install.mjs';
import { fail } from '../dev/steps.mjs';

// `npm run plop -- GENERATOR [--flag value]`, from a fresh clone too.
/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
try {
  if (!existsSync(here('node_modules/plop'))) await install();
  const { Plop, run: execute } = await import('plop');
  Plop.prepare({ cwd: root, configPath: here('plopfile.mjs') }, (found) =>
    Plop.execute(found, (env, argv) => execute(env, argv, false)),
  );
} catch (error) {
  fail(error);
}
