import { command, prepare } from './build/prepare.mjs';
import { userEnvironment } from './dev/environment.mjs';
import { fail, show } from './dev/steps.mjs';

// `npm run create -- DIR [flags]`: the command from a checkout. npm runs scripts in the checkout. DIR is relative to the folder
// of the user.
try {
  await prepare();
  const cwd = process.env.INIT_CWD ?? process.cwd();
  process.exitCode = await show(process.execPath, [command, ...process.argv.slice(2)], {
    cwd,
    env: userEnvironment,
  });
} catch (error) {
  fail(error);
}
