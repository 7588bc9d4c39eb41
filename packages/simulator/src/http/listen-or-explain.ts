import type { Server } from 'node:net';
import { SimulatorError } from '../errors.ts';
import { isBusy, listen } from './listen.ts';
import { describePortHolder } from './port-holder.ts';

/**
 * Listens on a port that was asked for, so that no other one can replace it.
 *
 * @param explain returns the message for a port that is in use, from the name of the program that uses it
 * @throws SimulatorError `port-unavailable`
 */
export async function listenOrExplain(
  server: Server,
  port: number,
  explain: (holder: string) => string | Promise<string>,
): Promise<number> {
  return listen(server, port).catch(async (error: unknown) => {
    if (!isBusy(error)) throw error;
    throw new SimulatorError('port-unavailable', await explain(await describePortHolder(port)));
  });
}
