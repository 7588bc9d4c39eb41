import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ended, Place } from './command.ts';
import { watched } from './command.ts';

/** Runs the command and records its exit code and signal. `script` reports only a number. */
const exitRecorder = `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const [note, ...command] = process.argv.slice(2);
process.on('SIGINT', () => {});
spawn(process.execPath, command, { stdio: 'inherit' }).on('close', (code, signal) => {
  writeFileSync(note, JSON.stringify({ code, signal }));
});
`;

/**
 * Runs the command in a pseudo-terminal with `script`, which every Debian (bsdutils) and every macOS has.
 *
 * @returns `type` sends input as from a keyboard; `ended` contains the exit code and signal of the command
 */
export async function inTerminal(place: Place, parameters: readonly string[]) {
  const note = join(place.bin, 'note.json');
  const recorder = join(place.bin, 'exit-recorder.mjs');
  await writeFile(recorder, exitRecorder);
  const words = [process.execPath, recorder, note, place.command, ...parameters];
  const script =
    process.platform === 'darwin' ? ['-q', '/dev/null', ...words] : ['-qfec', words.join(' '), '/dev/null'];
  const child = spawn('script', script, {
    cwd: place.cwd,
    env: { ...place.env, TERM: 'xterm', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { ended, shows, showsNext } = watched(child);
  const outcome = ended.then(
    async ({ stdout, stderr }): Promise<Ended> => ({
      ...JSON.parse(await readFile(note, 'utf8')),
      stdout,
      stderr,
    }),
    (error) => {
      throw new Error('These tests need a pseudo-terminal: install `script` (Debian: bsdutils).', {
        cause: error,
      });
    },
  );
  return { type: (keys: string) => void child.stdin.write(keys), ended: outcome, shows, showsNext };
}
