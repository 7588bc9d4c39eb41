import { fstatSync, writeSync } from 'node:fs';

const WINDOWS = process.platform === 'win32';
const streams = { stdout: 1, stderr: 2 } as const;

export type StreamName = keyof typeof streams;

/** Those with text that has to wait, which what is said later must not overtake. */
const waiting = new Set<StreamName>();

/**
 * Writes to the file descriptor. `process.stdout` loads a third of Node's own code when it is first asked for; what
 * only a stream can do is left to it: a console of Windows, and a pipe that is full and does not wait.
 */
export function print(name: StreamName, text: string): void {
  if (WINDOWS || waiting.has(name)) return void stream(name).write(text);
  const bytes = Buffer.from(text);
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(streams[name], bytes, done);
  } catch (error) {
    // Whoever reads us may have read enough; what is being made is made all the same.
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
    waiting.add(name);
    stream(name).write(bytes.subarray(done));
  }
}

/** The stream itself, for which it is no failure either that nobody reads to the end. */
export function stream(name: StreamName): NodeJS.WriteStream {
  const { [name]: found } = process;
  if (!found.listeners('error').includes(ignore)) found.on('error', ignore);
  return found;
}

function ignore(): void {}

/** Whether a person sees what is written. So might /dev/null, for all that it matters. */
export function isTerminal(name: StreamName): boolean {
  return WINDOWS ? process[name].isTTY : fstatSync(streams[name]).isCharacterDevice();
}
