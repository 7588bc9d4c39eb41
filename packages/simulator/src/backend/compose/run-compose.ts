import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { Cleanup } from '../../cleanup.ts';
import { SimulatorError } from '../../errors.ts';
import type { BackendState } from '../../events/backend-state.ts';
import { isObject, type JsonObject } from '../../extension/invalid.ts';
import type { Extension } from '../../extension/read-extension.ts';
import { DockerFailedError, runDocker } from '../../processes/docker-cli.ts';
import { type Compose, findCompose } from './compose-program.ts';
import type { ContainerSocket } from './container.ts';
import { ContainerBackend, patience } from './container-backend.ts';
import { rewriteCompose } from './rewrite-compose.ts';

export interface ComposeRun {
  readonly extension: Extension;
  readonly log: (line: string) => void;
  readonly report: (state: BackendState) => void;
}

/** The services of an extension on the Docker Engine. */
export interface RunningServices {
  /** The socket of the first service; undefined if the extension exposes none that this machine can reach. */
  readonly socket: string | undefined;
  /** The container of the first service, in which vm.cli.exec runs. */
  readonly container: string;
  restart(): Promise<void>;
  close(): Promise<void>;
}

async function readDocument({ composeFile, vmImage }: Extension): Promise<JsonObject> {
  if (composeFile === undefined) {
    if (vmImage !== undefined) return { services: { backend: { image: vmImage } } };
    throw new SimulatorError(
      'backend-failed',
      'metadata.json has neither vm.composefile nor vm.image, so there is no service to start.',
    );
  }
  const document: unknown = parse(await readFile(composeFile, 'utf8'), { merge: true });
  if (isObject(document) && isObject(document.services)) return document;
  throw new SimulatorError('backend-failed', `${basename(composeFile)} has no services.`);
}

async function requireImage({ image: { reference } }: Extension, document: JsonObject): Promise<void> {
  if (!JSON.stringify(document).includes('DESKTOP_PLUGIN_IMAGE')) return;
  await runDocker('image', 'inspect', '--format', '{{.Id}}', reference).catch((error: unknown) => {
    if (!(error instanceof DockerFailedError) || !/no such image/i.test(error.complaint)) throw error;
    throw new SimulatorError(
      'image-invalid',
      `There is no image ${reference} on this machine. Build it: docker build --tag ${reference} DIR, or name another one with --image.`,
    );
  });
}

interface Folders {
  /** Of this start. */
  readonly directory: string;
  /** For the socket. */
  readonly guest: string;
}

/** A folder for this start. Only this user can enter it, so that the folder of the socket in it can be open to every user of the container. */
async function createFolders(): Promise<Folders> {
  const parent = join(tmpdir(), 'ddext-XXXXXX', 'guest', 'backend.sock').length < 80 ? tmpdir() : '/tmp';
  const directory = await mkdtemp(join(parent, 'ddext-'));
  const guest = join(directory, 'guest');
  await mkdir(guest);
  await chmod(guest, 0o777);
  return { directory, guest };
}

/** A socket in a folder of macOS or Windows is not one in the virtual machine of the engine. */
function socketIn(
  guest: string,
  { socket: name }: Extension,
  log: ComposeRun['log'],
): ContainerSocket | undefined {
  if (name === undefined) return undefined;
  if (process.platform === 'linux') return { name, path: join(guest, name) };
  log(
    'On this system, the socket of a container cannot be reached. vm.service rejects: start a process with --backend instead.',
  );
  return undefined;
}

/** Names of projects are the same at each start, so that named volumes are kept. */
function projectOf({ image: { extensionId } }: Extension): string {
  return `ddext-simulator-${extensionId.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

/** Writes the compose file as a host rewrites it. */
async function openProject(
  { extension, log }: ComposeRun,
  own: JsonObject,
  { directory, guest }: Folders,
): Promise<Compose> {
  const image = extension.image.reference;
  const folder = extension.exposesSocket ? guest : undefined;
  const file = join(directory, 'compose.yaml');
  await writeFile(file, JSON.stringify(rewriteCompose(own, { image, folder, log })), { mode: 0o600 });
  const project = ['--project-name', projectOf(extension), '--file', file];
  // Relative paths start in the folder of the extension's own file.
  const place = extension.composeFile === undefined ? directory : dirname(extension.composeFile);
  const env = { ...process.env, DESKTOP_PLUGIN_IMAGE: image };
  return findCompose([...project, '--project-directory', place], env);
}

/** @returns the container of the first service */
async function startServices(compose: Compose, document: JsonObject): Promise<string> {
  const [first = ''] = Object.keys(isObject(document.services) ? document.services : {});
  await compose('up', '--detach', '--remove-orphans');
  const [container] = (await compose('ps', '--quiet', first)).trim().split('\n');
  if (container) return container;
  throw new SimulatorError(
    'backend-failed',
    `The container of ${first} ended at once. Look at its output: docker logs.`,
  );
}

/**
 * Starts the services of an extension with Docker Compose.
 *
 * @throws SimulatorError `docker-failed`, `backend-failed` or `image-invalid`, after what was started has been removed
 */
export async function runCompose(run: ComposeRun): Promise<RunningServices> {
  const { extension, log, report } = run;
  const document = await readDocument(extension);
  await requireImage(extension, document);
  const folders = await createFolders();
  const cleanup = new Cleanup();
  cleanup.add(() => rm(folders.directory, { recursive: true, force: true }));
  try {
    const socket = socketIn(folders.guest, extension, log);
    const compose = await openProject(run, document, folders);
    cleanup.add(async () => void (await compose('down', '--remove-orphans', '--timeout', patience)));
    const container = await startServices(compose, document);
    const { environment } = extension;
    const backend = new ContainerBackend({ container, socket, environment, log, report });
    cleanup.add(() => backend.close());
    await backend.start();
    return {
      socket: socket?.path,
      container,
      restart: () => backend.restart(),
      close: () => cleanup.close(),
    };
  } catch (error) {
    await cleanup.close();
    throw error;
  }
}
