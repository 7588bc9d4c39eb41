import type { Options } from '@ddext-oauth/scaffold';
import { findPortHolder } from '@ddext-oauth/simulator/port-holder';

/**
 * A warning for a callback port on which another program listens now, where the system tells which. It opens no socket: the command
 * cannot reach the network. The extension is created all the same, because the port is needed only when it runs.
 */
export async function busyPortWarnings({ strategy, port }: Options): Promise<string[]> {
  if (strategy !== 'backend-callback') return [];
  const holder = await findPortHolder(port);
  if (!holder) return [];
  return [
    `Port ${port} is in use by ${holder.command} (process ${holder.pid}). Stop that program before you run the extension, or choose another --port.`,
  ];
}
