import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { showProgress } from './progress.mjs';

/** A step that failed, with what it printed. */
export class StepError extends Error {
  /**
   * @param {string} title of the step
   * @param {string} reason
   * @param {string} [output] what the step printed
   */
  constructor(title, reason, output = '') {
    super(`${title}: ${reason}`);
    this.name = 'StepError';
    this.title = title;
    this.output = output;
  }
}

/** A signal that arrived while a started program still had to be stopped. */
export class Interruption extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Ended by ${signal}.`);
    this.signal = signal;
  }
}

/**
 * Handles SIGINT and SIGTERM from here on, so that started programs can be stopped. Repeated signals are ignored, because npm
 * forwards to its script what the terminal has already sent.
 *
 * @returns {Promise<never>} rejects with an {@link Interruption} at the first signal
 */
export function interruption() {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM']);
  /** @type {Promise<never>} */
  const interrupted = new Promise((_, reject) => {
    for (const signal of signals) process.on(signal, () => reject(new Interruption(signal)));
  });
  // The caller may await it later. Until then, the rejection is not an unhandled one.
  interrupted.catch(() => {});
  return interrupted;
}

/**
 * Runs a step, and shows its progress and duration on standard error: standard output belongs to the command behind it.
 *
 * @template T
 * @param {string} title
 * @param {(tell: (detail: string) => void) => T | Promise<T>} work may tell what it does now
 * @returns {Promise<T>}
 * @throws {StepError}
 */
export async function step(title, work) {
  const progress = showProgress(title);
  try {
    const result = await work(progress.tell);
    progress.end('✓');
    return result;
  } catch (error) {
    progress.end('✗');
    throw error instanceof StepError ? error : stepErrorOf(title, error);
  }
}

/**
 * The message of an error with a code is sufficient. Any other error is unexpected, and is shown with its stack.
 *
 * @param {string} title
 * @param {unknown} error
 */
function stepErrorOf(title, error) {
  if (!(error instanceof Error)) return new StepError(title, String(error));
  return new StepError(title, error.message, 'code' in error ? '' : error.stack);
}

/**
 * Reads the progress of a step from the lines that its program prints.
 *
 * @param {(detail: string) => void} tell
 * @param {(line: string) => string | undefined} detailOf
 * @returns {(line: string) => void} for `onLine` of {@link run}
 */
export function telling(tell, detailOf) {
  return (line) => {
    const detail = detailOf(line);
    if (detail !== undefined) tell(detail);
  };
}

/**
 * Runs a command quietly. Its output is shown only if it fails.
 *
 * @param {string} title of the step that this is part of
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { onLine?: (line: string) => void }} [options] `onLine` receives each line of its
 *   standard output
 * @returns {Promise<string>} what it printed
 */
export function run(title, command, args, { onLine, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    if (onLine && child.stdout) createInterface({ input: child.stdout }).on('line', onLine);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', (error) => reject(new StepError(title, error.message, output)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new StepError(title, signal ? `ended by ${signal}` : `exit code ${code}`, output));
    });
  });
}

/**
 * Runs a command in this terminal and waits for its end. Signals are for the command to handle. If a signal ends it, the same
 * signal ends this process, so that the caller sees the same result as without this wrapper.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { onMessage?: (message: unknown) => void }} [options] `onMessage` receives what the
 *   command sends on an `ipc` channel
 * @returns {Promise<number>} its exit code
 */
export function show(command, args, { onMessage, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    if (onMessage) child.on('message', onMessage);
    const stay = () => {};
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', stay).on('SIGTERM', pass);
    const settle = () => process.off('SIGINT', stay).off('SIGTERM', pass);
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      if (signal) process.kill(process.pid, signal);
      else resolve(code ?? 1);
    });
  });
}

/**
 * Prints what failed and sets the exit code, or ends by the signal. The step's own output comes first, so that the reason is the last line.
 *
 * @param {unknown} error
 */
export function fail(error) {
  if (error instanceof Interruption) {
    process.removeAllListeners(error.signal);
    return void process.kill(process.pid, error.signal);
  }
  if (error instanceof StepError && error.output) console.error(error.output.trimEnd());
  console.error(error instanceof StepError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
