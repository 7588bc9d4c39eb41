import { resolve } from 'node:path';
import type { DashboardEvents } from '../events/dashboard-events.ts';
import type { Extension } from '../extension/read-extension.ts';
import type { IdentityProvider } from '../identity-provider/start-identity-provider.ts';
import type { SimulatorOptions } from '../options.ts';
import { startBackend } from './backend-process.ts';
import { backendEnvironment } from './environment.ts';
import { type CallbackInterceptor, publishPort } from './published-port.ts';
import { recordDashboard } from './running-dashboard.ts';
import { createSocketPaths } from './socket-paths.ts';

export interface BackendRun {
  readonly options: SimulatorOptions;
  readonly extension: Extension;
  readonly provider: IdentityProvider;
  readonly dashboardUrl: string;
  readonly events: DashboardEvents;
  readonly callbacks: CallbackInterceptor;
  readonly log: (line: string) => void;
}

export interface RunningBackend {
  readonly socket: string | undefined;
  close(): Promise<void>;
}

/** Starts the backend and publishes its port, in the same order as Docker Desktop. */
export async function runBackend(run: BackendRun): Promise<RunningBackend> {
  const { options, extension, provider, dashboardUrl, events, callbacks, log } = run;
  const { backend } = options;
  if (backend === undefined) return { socket: undefined, close: async () => {} };
  if ('socket' in backend) return { socket: backend.socket, close: async () => {} };

  const sockets = await createSocketPaths();
  const closers = [sockets.remove];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    const port = extension.publishedPort;
    if (port !== undefined) {
      const callbackSocket = sockets.callback;
      closers.push(await publishPort({ port, callbackSocket, dashboardUrl, callbacks, log }));
      closers.push(await recordDashboard(extension.directory, dashboardUrl));
      log(`The backend's published port is http://127.0.0.1:${port}`);
    }
    const env = await backendEnvironment({
      extensionDirectory: extension.directory,
      sockets,
      publishesPort: port !== undefined,
      provider,
      env: backend.env ?? {},
    });
    log(`Starting the backend: ${backend.command}`);
    closers.push(
      await startBackend({
        command: backend.command,
        cwd: resolve(backend.cwd ?? extension.directory),
        env,
        socket: sockets.service,
        log,
        onExit: (sentence) => {
          log(sentence);
          events.toast('error', sentence);
        },
      }),
    );
    log('The backend accepts connections.');
    return { socket: sockets.service, close };
  } catch (error) {
    await close();
    throw error;
  }
}
