import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CheckError } from '../errors.ts';

/**
 * Reads an image out of the Docker Engine with `docker image save`, so that no image has to be run.
 *
 * @param use is given the archive as a stream
 * @throws {CheckError} `unreadable` where there is no docker, no engine or no such image, or `use` fails
 */
export async function saveImage<Result>(
  reference: string,
  use: (archive: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Result> {
  const docker = spawn('docker', ['image', 'save', reference], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  docker.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = once(docker, 'close').then(([code]) => code as number | null);
  const [code, used] = await Promise.all([
    ended.catch((error: NodeJS.ErrnoException) => {
      throw unreadable(
        reference,
        error.code === 'ENOENT' ? 'there is no docker command here' : error.message,
      );
    }),
    // Where docker fails there is no archive either; what docker says comes first.
    use(docker.stdout).then(
      (result) => ({ result }),
      (error: Error) => {
        docker.kill();
        return { error };
      },
    ),
  ]);
  if (code !== 0 && complaint.trim()) throw unreadable(reference, complaint.trim());
  if ('error' in used) throw unreadable(reference, used.error.message, used.error);
  if (code !== 0) throw unreadable(reference, `docker image save ended with ${code}`);
  return used.result;
}

function unreadable(reference: string, reason: string, cause?: unknown): CheckError {
  const sentence = `The image ${reference} cannot be read: ${reason}. Build or pull it first, and see that docker image ls lists it.`;
  return new CheckError('unreadable', sentence, { cause });
}
