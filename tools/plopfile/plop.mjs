import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { environment, pnpmVersion, root } from '../environment.mjs';
import { fail, run, step } from '../steps.mjs';

// `npm run plop -- GENERATOR [--flag value]`, from a fresh clone too.
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
try {
  if (!existsSync(here('node_modules/plop'))) {
    const title = 'Installing dependencies';
    const install = ['--yes', `pnpm@${pnpmVersion}`, 'install', '--frozen-lockfile'];
    await step(title, () => run(title, 'npx', install, { cwd: root, env: environment }));
  }
  const { Plop, run: execute } = await import('plop');
  Plop.prepare({ cwd: root, configPath: here('plopfile.mjs') }, (found) => Plop.execute(found, execute));
} catch (error) {
  fail(error);
}
