import { connect, createServer, type Server } from 'node:net';
import { hostNames, type SimulatedHost } from '../ddclient/host.ts';
import { closerOf, listen, listenPreferring } from '../http/listen.ts';

/** How `vm.service` reaches the backend: the socket, or a TCP port of 127.0.0.1. */
export type BackendAddress =
  | { readonly socketPath: string }
  | { readonly host: '127.0.0.1'; readonly port: number };

/** The first port that Podman Desktop uses. Rancher Desktop uses a random one. */
const FIRST_OF_PODMAN = 10_000;

/** Forwards connections to the socket, as `rdx-proxy` of Rancher Desktop and socat of Podman Desktop do. */
function createForwarder(socketPath: string): Server {
  return createServer((outside) => {
    const inside = connect(socketPath);
    outside.on('error', () => inside.destroy()).pipe(inside);
    inside.on('error', () => outside.destroy()).pipe(outside);
  });
}

/** The ports on which hosts publish the socket of the backend. Here they are on loopback. */
export class HostPorts {
  readonly #socketPath: string;
  readonly #log: (line: string) => void;
  readonly #open = new Map<SimulatedHost, Promise<BackendAddress>>();
  readonly #closers: (() => Promise<void>)[] = [];

  constructor(socketPath: string, log: (line: string) => void) {
    this.#socketPath = socketPath;
    this.#log = log;
  }

  /** The address for `vm.service` in a host. The port of a host is opened with its first use. */
  addressIn(host: SimulatedHost): Promise<BackendAddress> {
    const known = this.#open.get(host) ?? this.#publish(host);
    this.#open.set(host, known);
    return known;
  }

  async close(): Promise<void> {
    await Promise.all(this.#closers.map((close) => close()));
  }

  async #publish(host: SimulatedHost): Promise<BackendAddress> {
    if (host === 'docker') return { socketPath: this.#socketPath };
    const server = createForwarder(this.#socketPath);
    this.#closers.push(closerOf(server));
    const port =
      host === 'podman' ? await listenPreferring(server, FIRST_OF_PODMAN) : await listen(server, 0);
    this.#log(`As in ${hostNames[host]}, every program can connect to the backend: http://127.0.0.1:${port}`);
    return { host: '127.0.0.1', port };
  }
}
