import type { Options } from '@ddext-oauth/scaffold';

/**
 * A warning for a callback port on which another program listens now, with that program where the system tells. The extension is
 * created all the same: the port is needed only when it runs.
 */
export async function busyPortWarnings({ strategy, port }: Options): Promise<string[]> {
  if (strategy !== 'backend-callback' || (await isFree(port))) return [];
  const { describePortHolder } = await import('@ddext-oauth/simulator/port-holder');
  const holder = await describePortHolder(port);
  return [
    `Port ${port} of 127.0.0.1 is in use by ${holder}. Stop that program before you run the extension, or choose another --port.`,
  ];
}

async function isFree(port: number): Promise<boolean> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
