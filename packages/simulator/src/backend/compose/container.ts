import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { runDocker } from '../../processes/docker-cli.ts';
import type { ContainerLog } from './container-log.ts';
import { guestServices } from './rewrite-compose.ts';

/** Milliseconds. */
const readyWithin = 30_000;
const askedEvery = 100;

/** The socket of a container, in a folder that is mounted at `/run/guest-services`. */
export interface ContainerSocket {
  readonly name: string;
  /** On this machine. */
  readonly path: string;
}

type Answer = 'accepts' | 'denied' | 'absent';

function answerOf(socket: string): Promise<Answer> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.end();
      resolve('accepts');
    });
    connection.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EACCES' ? 'denied' : 'absent'),
    );
  });
}

/** Whether a container runs. */
async function isRunning(container: string): Promise<boolean> {
  return (await runDocker('inspect', '--format', '{{.State.Running}}', container)) === 'true';
}

/**
 * Opens the socket of a container to this user. A backend that runs as root creates one that only root can open. The folder above it
 * keeps other users of this machine out.
 */
async function permit(container: string, name: string): Promise<void> {
  await runDocker('exec', '--user', '0', container, 'chmod', '0666', `${guestServices}/${name}`);
}

/**
 * Waits until a container accepts connections on its socket.
 *
 * @param log of the container, which also ends if the simulator is interrupted
 * @returns `ready`; `ended` if the container has ended; `late` if it does not listen in time
 * @throws SimulatorError `docker-failed` if the socket cannot be opened to this user
 */
export async function untilReady(
  container: string,
  socket: ContainerSocket | undefined,
  log: Pick<ContainerLog, 'ended'>,
): Promise<'ready' | 'ended' | 'late'> {
  const deadline = Date.now() + readyWithin;
  let isOver = false;
  const over = log.ended.then(() => {
    isOver = true;
  });
  for (;;) {
    if (isOver || !(await isRunning(container))) return 'ended';
    if (socket === undefined) return 'ready';
    const answer = await answerOf(socket.path);
    if (answer === 'accepts') return 'ready';
    if (answer === 'denied') await permit(container, socket.name);
    if (Date.now() > deadline) return 'late';
    await Promise.race([over, wait(askedEvery)]);
  }
}
