import { command, prepare } from './build/prepare.mjs';
import { userEnvironment } from './dev/environment.mjs';
import { fail, show } from './dev/steps.mjs';

// `npm run create -- DIR [flags]`: the command from a checkout. npm runs scripts in the checkout. DIR is relative to the folder
// of the user.
try {
  // `--key keychain` and `--key=keychain-or-page` alike. Any other use of the words costs minutes, and no more.
  await prepare({
    withKeychain: process.argv.some((argument) => /^(--key=)?keychain(-or-page)?$/.test(argument)),
  });
  const cwd = process.env.INIT_CWD ?? process.cwd();
  process.exitCode = await show(process.execPath, [command, ...process.argv.slice(2)], {
    cwd,
    env: userEnvironment,
  });
} catch (error) {
  fail(error);
}
