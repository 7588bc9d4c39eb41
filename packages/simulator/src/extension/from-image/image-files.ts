import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { messageOf, SimulatorError } from '../../errors.ts';
import { DockerFailedError, dockerProgram, runDocker, runProgram } from '../../processes/docker-cli.ts';
import { type Unpacked, unpack, unpackLimits } from './unpack.ts';

/** Reads files of an image. The image does not run. */
export interface ImageFiles {
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Copies a file or folder of the image.
   *
   * @param path in the image. Links are followed inside it
   * @param destination a path that does not exist
   * @param bytes that it may have
   * @returns how many files were written; undefined if the image does not have the path
   */
  copy(path: string, destination: string, bytes?: number): Promise<number | undefined>;
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
  // The engine can create the container also if docker is interrupted, and has not printed its ID.
  const container = `ddext-simulator-image-${randomUUID()}`;
  const remove = () => runDocker('rm', '--force', '--volumes', container);
  await runDocker('create', '--name', container, ...never, image).catch(async (error: unknown) => {
    await remove().catch(() => {});
    throw error;
  });
  const unpacked: Unpacked = { entries: 0, bytes: 0 };
  try {
    return await use({
      labels,
      copy: (path, destination, bytes = unpackLimits.bytes) =>
        copyOut({ container, path, bytes }, destination, unpacked),
    });
  } finally {
    await remove();
  }
}

interface Source {
  readonly container: string;
  readonly path: string;
  readonly bytes: number;
}

async function copyOut(
  { container, path, bytes }: Source,
  destination: string,
  unpacked: Unpacked,
): Promise<number | undefined> {
  const limits = { ...unpackLimits, bytes };
  const args = ['cp', '--follow-link', `${container}:${path}`, '-'];
  const take = async (archive: Readable) =>
    (await unpack(archive, destination, limits, unpacked, path === '/')).written;
  return runProgram(await dockerProgram(), args, take).catch((error: unknown) => {
    if (error instanceof DockerFailedError && missing.test(error.complaint)) return undefined;
    if (error instanceof SimulatorError) throw error;
    throw new SimulatorError(
      'image-invalid',
      `${path} of the image cannot be unpacked: ${messageOf(error)}.`,
    );
  });
}
