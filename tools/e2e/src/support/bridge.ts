import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, dockerCommand } from './docker.ts';
import { ifInterrupted } from './if-interrupted.mjs';

/**
 * Forwards a port of this machine's 127.0.0.1 to 127.0.0.1 inside a container, so that the identity provider has
 * one URL for the browser and the backend. A second container in the same network namespace listens there and forwards
 * every connection over a Unix socket. The container under test is not changed.
 *
 * @returns functions to join the container's network again after a restart, and to remove the bridge
 */
export async function bridgeInto(
  container: string,
  image: string,
  port: number,
): Promise<{ rejoin(): Promise<void>; takeDown(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'bridge-'));
  const socket = join(directory, 'bridge.sock');
  const server = createServer((inside) => {
    const outside = connect(port, '127.0.0.1');
    inside.pipe(outside).pipe(inside);
    inside.on('error', () => outside.destroy());
    outside.on('error', () => inside.destroy());
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const script = `require('node:net').createServer((a) => {
    const b = require('node:net').connect('/bridge/bridge.sock');
    a.pipe(b).pipe(a); a.on('error', () => b.destroy()); b.on('error', () => a.destroy());
  }).listen(${port}, '127.0.0.1')`;
  const name = `${container}-bridge`;
  const flags = ['--name', name, '--network', `container:${container}`, '--volume', `${directory}:/bridge`];
  const leftBehind = ifInterrupted(`${docker} rm --force ${name}; rm -rf ${directory}`);
  await dockerCommand('run', '--detach', '--user', 'root', ...flags, image, 'node', '-e', script);
  return {
    rejoin: async () => void (await dockerCommand('restart', '--time', '0', name)),
    async takeDown() {
      await dockerCommand('rm', '--force', name);
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
      await leftBehind.done();
    },
  };
}
