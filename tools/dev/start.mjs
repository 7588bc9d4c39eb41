import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { command, prepare } from '../build/prepare.mjs';
import { environment, root } from './environment.mjs';
import { checkSignIn } from './sign-in-check.mjs';
import { fail, run, show, step } from './steps.mjs';

// `npm start`: a demo extension in the simulated dashboard. `npm start -- --check`: sign in there once and end.
const demo = join(root, 'demo');
const unknown = process.argv.slice(2).filter((argument) => argument !== '--check');

if (unknown.length > 0) {
  console.error(`npm start takes --check and nothing else; it was given ${unknown.join(' ')}.`);
  process.exit(2);
}
try {
  await prepare();
  await step('Making the demo extension in demo/', async () => {
    await rm(demo, { recursive: true, force: true });
    const flags = ['--image', 'ddext-oauth/demo', '--title', 'Sign-in demo', '--yes', '--no-git', '--json'];
    await run('Making the demo extension', process.execPath, [command, demo, ...flags], { env: environment });
  });
  if (process.argv.includes('--check')) await checkSignIn(demo);
  else process.exitCode = await show('pnpm', ['--silent', 'dev'], { cwd: demo, env: environment });
} catch (error) {
  fail(error);
}
