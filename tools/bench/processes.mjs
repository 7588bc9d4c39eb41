import { readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, userEnvironment } from '../dev/environment.mjs';
import { StepError } from '../dev/steps.mjs';

const peakHook = fileURLToPath(new URL('programs/peak.cjs', import.meta.url));

/** The shell's `time`: measures a process and its awaited children, to the millisecond. */
const TIMED = 'TIMEFORMAT="%R %U %S"; time "$@" >"$0" 2>&1';

/**
 * The environment of a measured process, without npm's variables, which package managers read as settings, and without
 * the certificates that Node.js reads when it starts.
 *
 * @param {string} home
 * @param {NodeJS.ProcessEnv} [more]
 */
export function bareEnvironment(home, more = {}) {
  const tools = [join(root, 'tools/bin'), userEnvironment.PATH].join(delimiter);
  return { PATH: tools, HOME: home, LANG: 'C.UTF-8', NO_COLOR: '1', ...more };
}

/**
 * The same for a process that downloads from the registry.
 *
 * @param {string} home
 * @param {NodeJS.ProcessEnv} [more]
 */
export function networkEnvironment(home, more = {}) {
  const names = [
    'NODE_EXTRA_CA_CERTS',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
  ];
  const kept = Object.fromEntries(
    names.filter((name) => process.env[name]).map((name) => [name, process.env[name]]),
  );
  return bareEnvironment(home, { ...kept, ...more });
}

/**
 * Runs a command to its end with its output in a file, because a pipe or a terminal would affect the measurement.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {readonly string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ wall: number, cpu: number }>} milliseconds; `cpu` in user and system, with the processes it started
 */
export async function timed(sandbox, command, options) {
  const file = sandbox.path('.out');
  try {
    const output = await sandbox.run(command.join(' '), 'bash', ['-c', TIMED, file, ...command], options);
    const last = output.trim().split('\n').at(-1) ?? '';
    const [wall, user, system] = last.split(' ').map((part) => Number(part) * 1000);
    return { wall, cpu: user + system };
  } catch (error) {
    if (error instanceof StepError) error.output = await readFile(file, 'utf8');
    throw error;
  } finally {
    await rm(file, { force: true });
  }
}

/**
 * The highest resident memory in bytes of any Node.js process of a command. Reading it takes time, so it needs a separate run.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {readonly string[]} command
 * @param {{cwd: string, env: NodeJS.ProcessEnv}} options
 */
export async function peakOf(sandbox, command, { cwd, env }) {
  const file = sandbox.path('.peaks');
  await writeFile(file, '');
  const hooked = { ...env, NODE_OPTIONS: `--require=${peakHook}`, PEAKS: file };
  await timed(sandbox, command, { cwd, env: hooked });
  const peaks = (await readFile(file, 'utf8')).trim().split('\n').map(Number);
  return Math.max(...peaks) * 1024;
}
