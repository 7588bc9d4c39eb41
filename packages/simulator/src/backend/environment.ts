import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionVariables, type ProviderLocation } from '../identity-provider/variables.ts';
import type { SocketPaths } from './socket-paths.ts';

export interface BackendEnvironmentOptions {
  readonly extensionDirectory: string;
  readonly sockets: SocketPaths;
  readonly publishesPort: boolean;
  readonly provider: ProviderLocation;
  /** The command's own variables, which win over all others. */
  readonly env: Readonly<Record<string, string>>;
}

/** Stands in for the named volume: kept from one run to the next, in the extension's folder. */
async function createVolume(extensionDirectory: string): Promise<string> {
  const directory = join(extensionDirectory, '.ddext-simulator', 'volume');
  await mkdir(directory, { recursive: true });
  return directory;
}

/** The variables a backend is started with: where to listen and keep things, and what it is configured by. */
export async function backendEnvironment(around: BackendEnvironmentOptions): Promise<NodeJS.ProcessEnv> {
  return {
    ...process.env,
    DDEXT_SOCKET: around.sockets.service,
    ...(around.publishesPort ? { DDEXT_CALLBACK_ADDRESS: around.sockets.callback } : {}),
    DDEXT_DATA: await createVolume(around.extensionDirectory),
    ...(await extensionVariables(around)),
  };
}
