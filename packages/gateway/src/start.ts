import { Auth, simulated } from '@ddext-oauth/auth';
import { callbackApp, createLogger, logSignIns, readEnvironment, serve } from '@ddext-oauth/auth/backend';
import { sealedFileStore } from '@ddext-oauth/auth/stores';
import { createGateway } from './server/gateway.ts';
import type { Settings } from './settings/settings.ts';

/**
 * Starts a gateway: the extension's socket, the port of the callback, and the socket for the extension's own backend.
 *
 * @returns a function that closes the servers
 * @throws StartError if one cannot be opened; RangeError for providers that cannot be combined
 */
export async function start(
  settings: Settings,
  environment: NodeJS.ProcessEnv,
): Promise<() => Promise<void>> {
  const { extension, providers, prefix, target, socket, innerSocket } = settings;
  const read = readEnvironment(environment);
  const logger = createLogger();
  const key = await read('DDEXT_SEAL_KEY');
  const auth = new Auth({
    extension,
    providers,
    store: sealedFileStore({
      directory: environment.DDEXT_DATA ?? '/data',
      ...(key !== undefined && { key }),
    }),
    read,
    onSignIn: logSignIns(logger),
    ...simulated((name) => environment[name]),
  });
  const { page, inner } = createGateway({ auth, prefix, target, logger });
  return serve({
    api: page,
    callback: callbackApp(auth, { logger }),
    ...(innerSocket !== undefined && { inner: { app: inner, socket: innerSocket } }),
    extension,
    logger,
    environment: { ...environment, DDEXT_SOCKET: socket },
  });
}
