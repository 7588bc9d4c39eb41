import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One end of a connection, as bytes. */
export interface Connection {
  readonly socket: Socket;
  /** Everything that has arrived. */
  received(): string;
  /** Resolves with everything that has arrived, when that contains a text. */
  until(text: string): Promise<string>;
  /** Resolves with everything when the other end has ended its half. */
  ended(): Promise<string>;
  /** Resolves when the connection is closed. */
  closed(): Promise<void>;
  send(text: string): void;
}

/** Opens a connection to a socket. Text is Latin-1: one character is one byte. */
export async function open(path: string): Promise<Connection> {
  const socket = connect({ path, allowHalfOpen: true });
  const connection = connectionOn(socket);
  await once(socket, 'connect');
  return connection;
}

/** Sends bytes to a socket, and returns all that arrive until it ends the connection. */
export async function exchange(path: string, bytes: string): Promise<string> {
  const connection = await open(path);
  connection.send(bytes);
  const all = await connection.ended();
  connection.socket.destroy();
  return all;
}

/** Reads a connection from now on. */
export function connectionOn(socket: Socket): Connection {
  let bytes = '';
  let isEnded = false;
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const check of waiting) check();
  };
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.toString('latin1');
    changed();
  });
  const end = () => {
    isEnded = true;
    changed();
  };
  // An aborted connection ends with an error.
  socket.on('end', end).on('close', end).on('error', end);
  const when = (isMet: () => boolean) =>
    new Promise<string>((resolve, reject) => {
      const check = () => {
        if (!isMet() && !isEnded) return;
        waiting.delete(check);
        if (isMet()) resolve(bytes);
        else reject(new Error(`The connection ended after ${JSON.stringify(bytes)}.`));
      };
      waiting.add(check);
      check();
    });
  return {
    socket,
    received: () => bytes,
    until: (text) => when(() => bytes.includes(text)),
    ended: () => when(() => isEnded),
    closed: async () => {
      if (!socket.closed) await once(socket, 'close');
    },
    send: (text) => void socket.write(text, 'latin1'),
  };
}
