import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { compose, dockerCommand } from './docker.ts';
import { callSocket } from './existing.ts';
import { ifInterrupted } from './if-interrupted.mjs';
import { run } from './workspace.ts';

/** An installed extension: its socket, and what it takes to remove it. */
export interface Running {
  readonly socket: string;
  readonly gateway: string;
  takeDown(): Promise<void>;
}

export interface Start {
  /** Further variables of the first service. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder of the sockets, if the caller needs its path before. It is removed with the extension. */
  readonly guest?: GuestServices;
}

/** The folder of the sockets, on this machine. */
export interface GuestServices {
  readonly path: string;
  remove(): Promise<void>;
}

/** Starts a compose file as Docker Desktop does: the first service has the folder of the sockets. */
export async function startExisting(
  image: string,
  folder: string,
  { environment = {}, guest: given }: Start = {},
): Promise<Running> {
  const [program = '', ...words] = compose ?? [];
  const project = `ddext-add-${crypto.randomUUID().slice(0, 8)}`;
  const cwd = await mkdtemp(join(tmpdir(), 'added-'));
  const guest = given ?? (await guestServices());
  const file = parse(await readFile(join(folder, 'compose.yaml'), 'utf8'));
  const [first = ''] = Object.keys(file.services);
  const { [first]: service } = file.services;
  service.volumes = [...(service.volumes ?? []), `${guest.path}:/run/guest-services`];
  service.environment = { ...service.environment, ...environment };
  await writeFile(join(cwd, 'compose.yaml'), stringify(file));
  const env = { ...process.env, DESKTOP_PLUGIN_IMAGE: image };
  const files = ['--project-name', project, '--file', 'compose.yaml'];
  const type = (...verb: string[]) => run(program, [...words, ...files, ...verb], { cwd, env });
  const down = ['down', '--volumes', '--timeout', '2'];
  const leftBehind = ifInterrupted(`cd ${cwd} && ${[program, ...words, ...files, ...down].join(' ')}`, env);
  const takeDown = async () => {
    await type(...down);
    await guest.remove();
    await rm(cwd, { recursive: true });
    await leftBehind.done();
  };
  try {
    await type('up', '--detach');
    const filters = [`project=${project}`, `service=${first}`];
    const gateway = await dockerCommand(
      ...['ps', '--all', '--quiet'],
      ...filters.flatMap((label) => ['--filter', `label=com.docker.compose.${label}`]),
    );
    const { vm } = JSON.parse(await readFile(join(folder, 'metadata.json'), 'utf8'));
    const socket = join(guest.path, vm.exposes.socket);
    await answering(socket, gateway.trim());
    return { socket, gateway: gateway.trim(), takeDown };
  } catch (error) {
    await takeDown();
    throw error;
  }
}

/** Resolves when the backend responds. @throws Error with the container's log if it exits before */
async function answering(socket: string, container: string): Promise<void> {
  for (;;) {
    const found = await callSocket(socket, { path: '/things' }).catch(() => undefined);
    if (found && found.status !== 502) return;
    const running = await dockerCommand('inspect', '--format', '{{.State.Running}}', container);
    if (running.trim() !== 'true') throw new Error(await dockerCommand('logs', container));
    await delay(50);
  }
}

/** A folder of root, as Docker Desktop makes it. The image of the extension has no shell. */
export async function guestServices(): Promise<GuestServices> {
  const parent = await mkdtemp(join(tmpdir(), 'guest-'));
  const asRoot = (...words: string[]) =>
    dockerCommand('run', '--rm', '--user', 'root', '--volume', `${parent}:/parent`, 'node:24-slim', ...words);
  await asRoot('mkdir', '-m', '755', '/parent/guest-services');
  return {
    path: join(parent, 'guest-services'),
    async remove() {
      await asRoot('rm', '-r', '/parent/guest-services');
      await rm(parent, { recursive: true });
    },
  };
}
