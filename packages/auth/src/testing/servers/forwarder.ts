import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Forwarder {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Publishes a socket on a TCP port, as Rancher Desktop and Podman Desktop publish the socket of an extension. */
export async function startForwarder(path: string): Promise<Forwarder> {
  const open = new Set<Socket>();
  const server = createServer((outside) => {
    const inside = connect(path);
    for (const [socket, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => open.delete(socket));
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
