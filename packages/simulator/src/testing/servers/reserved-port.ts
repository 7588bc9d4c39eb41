import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { closerOf, isBusy, listen } from '../../http/listen.ts';

/** A port of 127.0.0.1 without a listener, which no other test receives until it is released. */
export interface ReservedPort {
  readonly port: number;
  release(): Promise<void>;
}

/**
 * Even ports are locks and the odd port after each is the reserved one. The range is below those that operating systems assign to
 * port 0 (from 32768 on Linux) and below the preferred ports of the simulator (from 20000), so that nothing else takes one by chance.
 */
const range = { first: 10_000, last: 19_998 };

async function tryToListen(server: Server, port: number): Promise<boolean> {
  return listen(server, port).then(
    () => true,
    (error: unknown) => {
      if (isBusy(error)) return false;
      throw error;
    },
  );
}

/**
 * Reserves a port for an extension under test. The port is written to compose.yaml before the simulator listens on it, so port 0 is
 * not possible. A server on the port before it is the lock: two processes cannot hold it, and it ends with its process.
 */
export async function reservePort(): Promise<ReservedPort> {
  for (;;) {
    const lockPort = range.first + 2 * randomInt((range.last - range.first) / 2 + 1);
    const lock = createServer();
    const release = closerOf(lock);
    if (!(await tryToListen(lock, lockPort))) continue;
    const probe = createServer();
    if (await tryToListen(probe, lockPort + 1)) {
      probe.close();
      await once(probe, 'close');
      return { port: lockPort + 1, release };
    }
    await release();
  }
}
