import { environment, root } from './environment.mjs';
import { fail, show } from './steps.mjs';

// Nx as this checkout runs it: with its pnpm for the projects' scripts, on a machine that has none.
try {
  process.exitCode = await show('nx', process.argv.slice(2), { cwd: root, env: environment });
} catch (error) {
  fail(error);
}
