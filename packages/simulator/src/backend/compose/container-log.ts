import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { secretMask } from '../../events/mask-secrets.ts';
import { dockerProgram } from '../../processes/docker-cli.ts';
import { adopt, release } from '../../processes/process-tree.ts';

/** The output of a container from a time on, until it ends. */
export interface ContainerLog {
  /** Its last lines, without secrets. */
  readonly lines: readonly string[];
  /** Resolves when the container has ended, or the log is closed. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const keptLines = 20;

/**
 * Follows the output of a container.
 *
 * @param environment of the service, whose secrets are masked
 * @param log receives each line
 * @param since the start of the output; undefined for all of it
 */
export async function followLog(
  container: string,
  environment: NodeJS.ProcessEnv,
  log: (line: string) => void,
  since?: Date,
): Promise<ContainerLog> {
  const mask = secretMask(environment);
  const lines: string[] = [];
  const from = since === undefined ? [] : ['--since', since.toISOString()];
  const child = spawn(await dockerProgram(), ['logs', '--follow', ...from, container], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  adopt(child);
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (written) => {
      const line = mask(written);
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      log(line);
    });
  }
  const ended = once(child, 'close').then(() => release(child));
  return {
    lines,
    ended,
    async close() {
      child.kill();
      await ended;
    },
  };
}
