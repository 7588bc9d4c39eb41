import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { takeLock } from '../build/lock.mjs';
import { builds, prepare } from '../build/prepare.mjs';
import { takeDemo } from './demo.mjs';
import { serve } from './serve.mjs';
import { checkSignIn } from './sign-in-check.mjs';
import { fail } from './steps.mjs';

// `npm start` serves a demo extension in the simulated dashboard. `npm start -- --check` signs in there once and exits.
const unknown = process.argv.slice(2).filter((argument) => argument !== '--check');

if (unknown.length > 0) {
  console.error(`Unknown option ${unknown.join(' ')}. npm start accepts --check only.`);
  process.exit(2);
}
try {
  if (process.argv.includes('--check')) await checkOnce();
  else await serveOnce();
} catch (error) {
  fail(error);
}

async function checkOnce() {
  await prepare();
  const demo = await takeDemo();
  try {
    // The accounts of an earlier run are encrypted with a key that this run does not have.
    await rm(join(demo.directory, '.ddext-simulator'), { recursive: true, force: true });
    await checkSignIn(demo.directory);
  } finally {
    await demo.release();
  }
}

/** Serves the demo, unless another `npm start` of this checkout does. */
async function serveOnce() {
  const serving = await takeLock(join(builds, 'serving.lock'), {
    onWait: ({ pid }) => console.error(`  Waiting for another npm start (process ${pid})…`),
    until: ({ note }) => note !== null,
  });
  if ('holder' in serving) {
    const { note, pid } = serving.holder;
    console.log(
      `The demo is already running at ${note}\nIt is what was built when it started. To stop it, press Ctrl-C in its terminal (process ${pid}).`,
    );
    return;
  }
  try {
    await prepare();
    const demo = await takeDemo();
    try {
      process.exitCode = await serve(demo.directory, (url) => serving.lock.tell(url));
    } finally {
      await demo.release();
    }
  } finally {
    await serving.lock.release();
  }
}
