import { spawn } from 'node:child_process';

/**
 * Runs a shell command if this process ends before `done` is called, whatever ends it: a test run that is interrupted leaves
 * no process, container or folder. A shell in a session of its own reads from this process, and acts when it reads the end.
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
