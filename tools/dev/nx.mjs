import { environment, root } from './environment.mjs';
import { fail, show } from './steps.mjs';

// Runs Nx with the checkout's pnpm for the projects' scripts, so that the machine needs none.
try {
  process.exitCode = await show('nx', process.argv.slice(2), { cwd: root, env: environment });
} catch (error) {
  fail(error);
}
