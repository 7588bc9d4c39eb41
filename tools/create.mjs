import { command, prepare } from './build/prepare.mjs';
import { personsEnvironment } from './dev/environment.mjs';
import { fail, show } from './dev/steps.mjs';

// `npm run create -- DIR [flags]`: the command from a checkout. npm runs scripts in the checkout; a person means the folder
// they are in.
try {
  await prepare();
  const cwd = process.env.INIT_CWD ?? process.cwd();
  process.exitCode = await show(process.execPath, [command, ...process.argv.slice(2)], {
    cwd,
    env: personsEnvironment,
  });
} catch (error) {
  fail(error);
}
