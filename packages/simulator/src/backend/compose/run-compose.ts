import { rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { Cleanup } from '../../cleanup.ts';
import { messageOf, SimulatorError } from '../../errors.ts';
import type { BackendState } from '../../events/backend-state.ts';
import { readComposeFile } from '../../extension/compose.ts';
import { isObject, type JsonObject } from '../../extension/invalid.ts';
import type { Extension } from '../../extension/read-extension.ts';
import { DockerFailedError, runDocker } from '../../processes/docker-cli.ts';
import { type Compose, findCompose } from './compose-program.ts';
import { ContainerBackend, patience } from './container-backend.ts';
import { createFolders, type Folders, socketIn } from './folders.ts';
import { projectName } from './project-name.ts';
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
  const document = await readComposeFile(composeFile);
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

/**
 * Writes the compose file as a host rewrites it. Docker Compose resolves it first: a port can be in a variable of .env, or in a file that
 * the compose file includes or extends.
 */
async function openProject(
  { extension, log }: ComposeRun,
  own: JsonObject,
  { directory, guest }: Folders,
): Promise<Compose> {
  const image = extension.image.reference;
  const folder = extension.exposesSocket ? guest : undefined;
  const file = join(directory, 'compose.yaml');
  const write = (document: JsonObject) => writeFile(file, JSON.stringify(document), { mode: 0o600 });
  const { composeFile = file } = extension;
  if (composeFile === file) await write(own);
  // Relative paths start in the folder of the extension's own file.
  const project = [
    '--project-name',
    projectName(extension.image),
    '--project-directory',
    dirname(composeFile),
  ];
  const env = { ...process.env, DESKTOP_PLUGIN_IMAGE: image };
  const compose = await findCompose(project, env);
  const resolved: unknown = parse(await compose('--file', composeFile, 'config'));
  await write(rewriteCompose(isObject(resolved) ? resolved : {}, { image, folder, log }));
  return (...args) => compose('--file', file, ...args);
}

/** @returns the container of the first service. It can have ended */
async function startServices(compose: Compose, document: JsonObject): Promise<string> {
  const [first = ''] = Object.keys(isObject(document.services) ? document.services : {});
  await compose('up', '--detach', '--remove-orphans');
  const [container] = (await compose('ps', '--all', '--quiet', first)).trim().split('\n');
  if (container) return container;
  throw new SimulatorError(
    'backend-failed',
    `Docker Compose created no container of ${first}. If the service has a profile, set COMPOSE_PROFILES.`,
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
  cleanup.add(() =>
    rm(folders.directory, { recursive: true, force: true }).catch((error: unknown) =>
      log(`${folders.directory} contains files of the container. Remove it as root (${messageOf(error)}).`),
    ),
  );
  try {
    const socket = socketIn(folders.guest, extension, log);
    const compose = await openProject(run, document, folders);
    const end = (...args: readonly string[]) => cleanup.add(async () => void (await compose(...args)));
    end('down', '--remove-orphans', '--timeout', patience);
    // With anonymous volumes. Named ones are kept. Version 1 has no --volumes.
    end('rm', '--force', '-v');
    end('stop', '--timeout', patience);
    const container = await startServices(compose, document);
    const options = { container, socket, environment: extension.environment };
    const backend = new ContainerBackend({ ...options, log, report });
    cleanup.add(() => backend.close());
    await backend.start();
    return {
      socket: socket?.path,
      container,
      restart: () => backend.restart(),
      close: () => cleanup.close(),
    };
  } catch (error) {
    await cleanup.close().catch((failed: unknown) => log(messageOf(failed)));
    throw error;
  }
}
