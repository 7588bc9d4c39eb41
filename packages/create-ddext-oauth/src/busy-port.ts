import type { Options } from '@ddext-oauth/scaffold';
import { findPortHolder } from '@ddext-oauth/simulator/port-holder';

/**
 * A warning if another program listens on the callback port, and the operating system names that program. It opens no socket, because
 * the command must not use the network. The extension is created anyway, because it needs the port only when it runs.
 */
export async function busyPortWarnings({ strategy, port, providers }: Options): Promise<string[]> {
  if (strategy !== 'backend-callback' || providers.length === 0) return [];
  const holder = await findPortHolder(port);
  if (!holder) return [];
  return [
    `Port ${port} is in use by ${holder.command} (process ${holder.pid}). Stop that program before you run the extension, or choose another --port.`,
  ];
}
