import { text } from 'node:stream/consumers';
import { SimulatorError } from '../../errors.ts';
import { DockerFailedError, runProgram } from '../../processes/docker-cli.ts';
import { findProgram } from '../../processes/program-path.ts';

/** Runs Docker Compose with arguments, and returns its output. */
export type Compose = (...args: readonly string[]) => Promise<string>;

/**
 * Finds Docker Compose: the plugin of docker, or the separate program.
 *
 * @param options before the command of each run
 * @throws SimulatorError `docker-failed` if there is none
 */
export async function findCompose(options: readonly string[], env: NodeJS.ProcessEnv): Promise<Compose> {
  const [docker, separate] = await Promise.all([findProgram('docker'), findProgram('docker-compose')]);
  const program = await pluginOf(docker);
  const [file, ...words] = program ?? (separate === undefined ? [] : [separate]);
  if (file === undefined) {
    throw new SimulatorError(
      'docker-failed',
      'There is no Docker Compose. Install the plugin docker compose, or docker-compose.',
    );
  }
  return (...args) => runProgram(file, [...words, ...options, ...args], text, { env });
}

/** A docker without the plugin does not know the command. */
async function pluginOf(docker: string | undefined): Promise<readonly string[] | undefined> {
  if (docker === undefined) return undefined;
  return runProgram(docker, ['compose', 'version'], text).then(
    () => [docker, 'compose'],
    (error: unknown) => {
      if (error instanceof DockerFailedError) return undefined;
      throw error;
    },
  );
}
