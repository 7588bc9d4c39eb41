import { run } from './steps.mjs';

/** For builds and tests, so that both use one cache. Inlining would make a program for Linux larger than 3 MB. */
export const flags = ['-trimpath', '-buildvcs=false', '-gcflags=all=-l'];

/** -s and -w leave out what only a debugger reads. Aligned functions would add 90 kB on amd64. */
export const linkerFlags = '-s -w -funcalign=1';

/**
 * The garbage collector before Go 1.26 is 45 kB smaller, and the program exits before a collection. Remove this when a version of Go no longer
 * has it: the build then fails with "unknown GOEXPERIMENT".
 */
export const collector = { GOEXPERIMENT: 'nogreenteagc' };

/**
 * Runs the go command in the folder of a module.
 *
 * @param {readonly string[]} args
 * @param {{folder: string, environment?: Readonly<Record<string, string>>}} options
 * @returns {Promise<string>} what it printed
 * @throws {import('../dev/steps.mjs').StepError} with what it printed
 */
export function runGo(args, { folder, environment }) {
  return run(`go ${args[0]}`, 'go', args, {
    cwd: folder,
    env: { ...process.env, ...collector, ...environment },
  });
}

/** Whether this machine has Go. Its version is in the go.mod of each module. */
export async function hasGo() {
  try {
    await run('go version', 'go', ['version']);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('ENOENT')) return false;
    throw error;
  }
}
