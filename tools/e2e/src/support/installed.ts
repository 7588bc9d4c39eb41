import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Simulator, startSimulator } from '@ddext-oauth/simulator';
import { parse } from 'yaml';
import { bridgeInto } from './bridge.ts';
import { type ComposeService, docker, dockerCommand, flagsOf } from './docker.ts';
import { ifInterrupted } from './if-interrupted.mjs';

/** An extension as Docker Desktop installs it: its backend in a container, its UI extracted from the image. */
export interface Installed {
  readonly image: string;
  readonly container: string;
  readonly service: ComposeService;
  readonly simulator: Simulator;
  /** Restarts the backend's container, as a restart of Docker Desktop does. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Builds a workspace's Dockerfile and starts the image in the simulator as compose.yaml specifies.
 *
 * @param name image name, `ORG/NAME`
 */
export async function install(workspace: string, name: string): Promise<Installed> {
  const id = crypto.randomUUID().slice(0, 8);
  const [image, container] = [`${name}:e2e-${id}`, `ddext-e2e-${id}`];
  const leftBehind = ifInterrupted(
    `${docker} rm --force --volumes ${container}-ui ${container}-bridge ${container}; ` +
      `${docker} volume rm --force ${container}_auth-data; ${docker} image rm --force ${image}`,
  );
  const service: ComposeService = parse(readFileSync(join(workspace, 'compose.yaml'), 'utf8')).services
    .backend;
  await dockerCommand('build', '--network', 'host', '--tag', image, workspace);
  const guest = await guestServices(image);
  const socketDirectory = guest.path;
  const ui = await mkdtemp(join(tmpdir(), 'ui-'));
  await dockerCommand('create', '--name', `${container}-ui`, image);
  await dockerCommand('cp', `${container}-ui:/ui`, ui);
  await dockerCommand('rm', `${container}-ui`);
  const socket = join(socketDirectory, 'backend.sock');
  const simulator = await startSimulator({
    extensionDirectory: workspace,
    image,
    ui: { dist: join(ui, 'ui') },
    backend: { socket },
  });
  const { issuer, clientId } = simulator.identityProvider;
  const provider = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, DDEXT_INSECURE_LOOPBACK_ISSUER: '1' };
  const environment = { ...service.environment, ...provider };
  const flags = flagsOf({ ...service, environment }, container, socketDirectory);
  await dockerCommand('create', '--name', container, ...flags, image);
  await dockerCommand('start', container);
  const bridge = await bridgeInto(container, image, Number(new URL(issuer).port));
  await accepts(socket, container);
  return {
    ...{ image, container, service, simulator },
    async restart() {
      await dockerCommand('restart', '--time', '2', container);
      // The container has a new network, which the bridge must join.
      await bridge.rejoin();
      await accepts(socket, container);
    },
    async remove() {
      await bridge.takeDown();
      await simulator.close();
      await dockerCommand('rm', '--force', '--volumes', container);
      await dockerCommand('volume', 'rm', '--force', `${container}_auth-data`);
      await guest.remove();
      await dockerCommand('image', 'rm', '--force', image);
      await rm(ui, { recursive: true });
      await leftBehind.done();
    },
  };
}

/** A folder that root owns for any test user, like the folder that Docker Desktop creates for sockets. */
export async function guestServices(image: string): Promise<{ path: string; remove(): Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'guest-'));
  const asRoot = (command: string) =>
    dockerCommand(
      'run',
      '--rm',
      '--user',
      'root',
      '--volume',
      `${parent}:/parent`,
      image,
      'sh',
      '-c',
      command,
    );
  await asRoot('mkdir -m 755 /parent/guest-services');
  return {
    path: join(parent, 'guest-services'),
    async remove() {
      await asRoot('rm -r /parent/guest-services');
      await rm(parent, { recursive: true });
    },
  };
}

/** Resolves when a Unix socket accepts connections. @throws Error with the container's log if it exits before */
async function accepts(path: string, container: string): Promise<void> {
  while (!(await isOpen(path))) {
    const running = await dockerCommand('inspect', '--format', '{{.State.Running}}', container);
    if (running.trim() !== 'true') {
      throw new Error(`${path} does not accept:\n${await dockerCommand('logs', container)}`);
    }
    await delay(50);
  }
}

function isOpen(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path, () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}
