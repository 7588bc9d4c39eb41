import { fstatSync, writeSync } from 'node:fs';

const WINDOWS = process.platform === 'win32';
const streams = { stdout: 1, stderr: 2 } as const;

export type StreamName = keyof typeof streams;

/** Streams with pending text. Later text must follow it. */
const waiting = new Set<StreamName>();

/**
 * Writes to the file descriptor. The first use of `process.stdout` loads a third of Node's own code, so the stream is used only where
 * it is necessary: in a Windows console, and for a full non-blocking pipe.
 */
export function print(name: StreamName, text: string): void {
  if (WINDOWS || waiting.has(name)) return void stream(name).write(text);
  const bytes = Buffer.from(text);
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(streams[name], bytes, done);
  } catch (error) {
    // The reader may have closed the pipe. The extension is created anyway.
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
    waiting.add(name);
    stream(name).write(bytes.subarray(done));
  }
}

/** The stream, which ignores a closed pipe too. */
export function stream(name: StreamName): NodeJS.WriteStream {
  const { [name]: found } = process;
  if (!found.listeners('error').includes(ignore)) found.on('error', ignore);
  return found;
}

function ignore(): void {}

/** Whether the output is a terminal. On POSIX, true for other character devices such as /dev/null too. */
export function isTerminal(name: StreamName): boolean {
  return WINDOWS ? process[name].isTTY : fstatSync(streams[name]).isCharacterDevice();
}
