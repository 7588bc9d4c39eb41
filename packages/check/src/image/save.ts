import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CheckError, messageOf } from '../errors.ts';
import { masked, type Secret } from '../sources/secrets.ts';
import type { ArchiveSource } from './archive.ts';

const MAX_STDERR_LENGTH = 2000;

/** `docker image save` failed. Its message is better than the reader's error for an incomplete archive. */
class DockerFailed extends Error {}

/**
 * Reads an image from the Docker Engine with `docker image save`, without running it.
 *
 * @param secrets that no message may contain
 * @param use receives the archive, and may open it several times
 * @throws {CheckError} `unreadable` if there is no docker, no engine or no such image, or `use` fails
 */
export async function saveImage<Result>(
  reference: string,
  secrets: readonly Secret[],
  use: (source: ArchiveSource) => Promise<Result>,
): Promise<Result> {
  try {
    return await use((read) => open(reference, read));
  } catch (error) {
    const reason = masked(messageOf(error).trim().replace(/\s+/g, ' '), secrets);
    const sentence =
      error instanceof DockerFailed
        ? `The image ${reference} cannot be read: ${reason}. Build or pull it first, and check that docker image ls lists it.`
        : `The image ${reference} cannot be checked: ${reason}. Build it again.`;
    throw new CheckError('unreadable', sentence, { cause: error });
  }
}

async function open<Result>(
  reference: string,
  read: (archive: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Result> {
  const docker = spawn('docker', ['image', 'save', reference], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderrText = '';
  docker.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderrText = (stderrText + text).slice(0, MAX_STDERR_LENGTH);
  });
  const ended = once(docker, 'close').then(([code]) => code as number | null);
  const [code, used] = await Promise.all([
    ended.catch((error: NodeJS.ErrnoException) => {
      throw new DockerFailed(error.code === 'ENOENT' ? 'the docker command was not found' : error.message);
    }),
    read(docker.stdout).then(
      (result) => ({ result }),
      (error: unknown) => {
        docker.kill();
        return { error };
      },
    ),
  ]);
  if (code !== 0 && stderrText.trim()) throw new DockerFailed(stderrText);
  if ('error' in used) throw used.error;
  if (code !== 0) throw new DockerFailed(`docker image save ended with ${code}`);
  return used.result;
}
