import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { SocketPaths } from './socket-paths.ts';

export interface BackendSurroundings {
  readonly extensionDirectory: string;
  readonly sockets: SocketPaths;
  readonly publishesPort: boolean;
  readonly issuer: string;
  readonly clientId: string;
  /** The command's own variables, which win over all others. */
  readonly env: Readonly<Record<string, string>>;
}

async function readDotEnv(directory: string): Promise<Record<string, string>> {
  const text = await readFile(join(directory, '.env'), 'utf8').catch(() => '');
  // An empty value is a line of .env.example not filled in yet, not a wish for emptiness.
  return Object.fromEntries(
    Object.entries(parseEnv(text)).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

/** Stands in for the named volume: kept from one run to the next, in the extension's folder. */
async function makeVolume(extensionDirectory: string): Promise<string> {
  const directory = join(extensionDirectory, '.ddext-simulator', 'volume');
  await mkdir(directory, { recursive: true });
  return directory;
}

/**
 * The variables a backend is started with: where to listen and keep things, and the built-in identity provider as the
 * provider to use. The extension's .env overrides these, so that a real provider can be tried.
 */
export async function backendEnvironment(around: BackendSurroundings): Promise<NodeJS.ProcessEnv> {
  return {
    ...process.env,
    DDEXT_SOCKET: around.sockets.service,
    ...(around.publishesPort ? { DDEXT_CALLBACK_ADDRESS: around.sockets.callback } : {}),
    DDEXT_DATA: await makeVolume(around.extensionDirectory),
    OIDC_ISSUER: around.issuer,
    OIDC_CLIENT_ID: around.clientId,
    DDEXT_INSECURE_LOOPBACK_ISSUER: '1',
    ...(await readDotEnv(around.extensionDirectory)),
    ...around.env,
  };
}
