import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionVariables, type ProviderLocation } from '../identity-provider/variables.ts';
import type { SocketPaths } from './socket-paths.ts';

export interface BackendEnvironmentOptions {
  readonly extensionDirectory: string;
  readonly sockets: SocketPaths;
  readonly publishesPort: boolean;
  readonly provider: ProviderLocation;
  /** Those of the compose file. */
  readonly serviceEnvironment: Readonly<Record<string, string>>;
  /** The variables of the command. They override all others. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The folder that replaces the named volume. It is kept between runs, except for the owner of the backend: developers open
 * the page in several browsers, and each has a key of its own. The first page after a start becomes the owner.
 */
async function createVolume(extensionDirectory: string): Promise<string> {
  const directory = join(extensionDirectory, '.ddext-simulator', 'volume');
  await mkdir(directory, { recursive: true });
  await rm(join(directory, 'owner.json'), { force: true });
  return directory;
}

/**
 * An extension of this project has its settings for development in .env: in compose.yaml, they have the paths of the container.
 */
async function composeVariables({ extensionDirectory, serviceEnvironment }: BackendEnvironmentOptions) {
  const isOwn = await access(join(extensionDirectory, 'ddext-oauth.json')).then(
    () => true,
    () => false,
  );
  return isOwn ? {} : serviceEnvironment;
}

/** The variables of a backend: where it listens and stores data, and the configuration of its providers. */
export async function backendEnvironment(around: BackendEnvironmentOptions): Promise<NodeJS.ProcessEnv> {
  return {
    ...(await composeVariables(around)),
    ...process.env,
    DDEXT_SOCKET: around.sockets.service,
    ...(around.publishesPort ? { DDEXT_CALLBACK_ADDRESS: around.sockets.callback } : {}),
    DDEXT_DATA: await createVolume(around.extensionDirectory),
    ...(await extensionVariables(around)),
  };
}
