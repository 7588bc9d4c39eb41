import { spawn } from 'node:child_process';

/** A step that failed, with what it printed. */
export class StepError extends Error {
  constructor(title, reason, output) {
    super(`${title}: ${reason}`);
    this.name = 'StepError';
    this.title = title;
    this.output = output;
  }
}

/** A signal that came while something was left to end first. */
export class Interruption extends Error {
  constructor(signal) {
    super(`Ended by ${signal}.`);
    this.signal = signal;
  }
}

/**
 * Takes Ctrl-C and the like from here on, so that what was started can be ended. A repetition says nothing new: npm passes
 * on to its script what the terminal has already sent it.
 *
 * @returns {Promise<never>} rejects with an {@link Interruption} at the first signal
 */
export function interruption() {
  const interrupted = new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => reject(new Interruption(signal)));
  });
  // Whoever waits for it hears of it; until then nobody has to.
  interrupted.catch(() => {});
  return interrupted;
}

/** Runs a step, showing that it goes on and how long it took. @throws {StepError} */
export async function step(title, work) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const { isTTY } = process.stdout;
  const ticking = isTTY && setInterval(() => process.stdout.write(`\r  ${title}… ${seconds()} `), 200);
  if (!isTTY) console.log(`  ${title}…`);
  try {
    const result = await work();
    clearInterval(ticking);
    console.log(`${isTTY ? '\r' : ''}✓ ${title} (${seconds()})   `);
    return result;
  } catch (error) {
    clearInterval(ticking);
    console.log(`${isTTY ? '\r' : ''}✗ ${title} (${seconds()})   `);
    throw error instanceof StepError ? error : stepErrorOf(title, error);
  }
}

/** An error with a code was foreseen, and its sentence is enough; any other needs its stack. */
function stepErrorOf(title, error) {
  return new StepError(title, error.message, error.code === undefined ? error.stack : '');
}

/**
 * Runs a command quietly; what it printed is shown only if it fails.
 *
 * @returns {Promise<string>} what it printed
 */
export function run(title, command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
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
 * Runs a command in this terminal and waits for its end, whatever signal reaches us meanwhile: Ctrl-C is for the command
 * to answer. Where a signal ends it, we end the same way, so that our caller sees what its caller would.
 *
 * @returns {Promise<number>} its exit code
 */
export function show(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
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
      else resolve(code);
    });
  });
}

/** Says what failed and ends, by the signal where it was one. The step's own output comes first, so that the reason is the last thing on the screen. */
export function fail(error) {
  if (error instanceof Interruption) {
    process.removeAllListeners(error.signal);
    return void process.kill(process.pid, error.signal);
  }
  if (error instanceof StepError && error.output) console.error(error.output.trimEnd());
  console.error(error instanceof StepError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
