import { spawn } from 'node:child_process';

/**
 * Runs a shell command if this process ends for any reason before `done` is called, so that an interrupted test run leaves
 * no process, container or folder. A shell in a separate session reads from this process, and runs the command at end of file.
 *
 * @param {string} command
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ done(): Promise<void> }}
 */
export function ifInterrupted(command, env = process.env) {
  const script = `read -r word || { ${command}; }`;
  const shell = spawn('sh', ['-c', script], { env, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise((resolve, reject) => {
    shell.once('error', reject);
    shell.once('close', () => resolve(undefined));
  });
  shell.unref();
  return {
    async done() {
      shell.ref();
      shell.stdin.end('done\n');
      await ended;
    },
  };
}
