import type { Readable } from 'node:stream';
import { messageOf, SimulatorError } from '../../errors.ts';
import { DockerFailedError, dockerProgram, runDocker, runProgram } from '../../processes/docker-cli.ts';
import { unpack } from './unpack.ts';

/** Reads files of an image. The image does not run. */
export interface ImageFiles {
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Copies a file or folder of the image.
   *
   * @param path in the image. Links are followed inside it
   * @param destination a path that does not exist
   * @returns how many files were written; undefined if the image does not have the path
   */
  copy(path: string, destination: string): Promise<number | undefined>;
}

const reference = /^[A-Za-z0-9][\w./:@-]*$/;
const missing = /could not find the file|no such (?:container:path|file)|not found in container/i;

async function inspect(image: string): Promise<Record<string, string>> {
  if (!reference.test(image)) {
    throw new SimulatorError('image-invalid', `"${image}" is not the name or ID of an image.`);
  }
  const labels = await runDocker('image', 'inspect', '--format', '{{json .Config.Labels}}', image).catch(
    (error: unknown) => {
      if (!(error instanceof DockerFailedError) || !/no such image/i.test(error.complaint)) throw error;
      throw new SimulatorError(
        'image-invalid',
        `There is no image ${image} on this machine. Build it, or run: docker pull ${image}`,
      );
    },
  );
  return (JSON.parse(labels) as Record<string, string> | null) ?? {};
}

/**
 * Opens an image for `use`: creates a container that is never started, and removes it, with its volumes.
 *
 * @throws SimulatorError `image-invalid` if the image is not on this machine, or `docker-failed`
 */
export async function withImageFiles<Result>(
  image: string,
  use: (files: ImageFiles) => Promise<Result>,
): Promise<Result> {
  const labels = await inspect(image);
  const never = ['--pull', 'never', '--network', 'none', '--entrypoint', '/never-started'];
  const container = await runDocker('create', ...never, image);
  try {
    return await use({ labels, copy: (path, destination) => copyOut(container, path, destination) });
  } finally {
    await runDocker('rm', '--force', '--volumes', container);
  }
}

async function copyOut(container: string, path: string, destination: string): Promise<number | undefined> {
  const args = ['cp', '--follow-link', `${container}:${path}`, '-'];
  const take = async (archive: Readable) => (await unpack(archive, destination)).written;
  return runProgram(await dockerProgram(), args, take).catch((error: unknown) => {
    if (error instanceof DockerFailedError && missing.test(error.complaint)) return undefined;
    if (error instanceof SimulatorError) throw error;
    throw new SimulatorError(
      'image-invalid',
      `${path} of the image cannot be unpacked: ${messageOf(error)}.`,
    );
  });
}
