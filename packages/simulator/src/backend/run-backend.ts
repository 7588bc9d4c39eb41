import { join, resolve } from 'node:path';
import { invalidOption, messageOf } from '../errors.ts';
import type { BackendState } from '../events/backend-state.ts';
import type { DashboardEvents } from '../events/dashboard-events.ts';
import type { Extension } from '../extension/read-extension.ts';
import type { IdentityProvider } from '../identity-provider/start-identity-provider.ts';
import type { SimulatorOptions } from '../options.ts';
import { BackendSupervisor } from './backend-supervisor.ts';
import { runCompose } from './compose/run-compose.ts';
import { backendEnvironment } from './environment.ts';
import { type CallbackInterceptor, publishPort } from './published-port.ts';
import { createSocketPaths } from './socket-paths.ts';
import { watchSources } from './watch-sources.ts';

export interface BackendRun {
  readonly options: SimulatorOptions;
  readonly extension: Extension;
  /** Where the command runs, if it names no folder. */
  readonly workingDirectory: string;
  readonly provider: IdentityProvider;
  readonly dashboardUrl: string;
  readonly events: DashboardEvents;
  readonly callbacks: CallbackInterceptor;
  readonly log: (line: string) => void;
}

export interface RunningBackend {
  readonly socket: string | undefined;
  /** The container in which vm.cli.exec runs; undefined without one. */
  readonly container: string | undefined;
  /** Restarts the process; undefined if the simulator did not start it. */
  readonly restart: (() => Promise<void>) | undefined;
  close(): Promise<void>;
}

const sentences = {
  running: 'The backend accepts connections.',
  restarting: 'Restarting the backend.',
};

function restartAdvice(watched: readonly string[] | undefined): string {
  if (watched === undefined) return 'Press r in the terminal to restart it.';
  return `Save a file in ${watched.join(' or ')}, or press r in the terminal, to restart it.`;
}

/** @throws SimulatorError `options-invalid` for what docker would take for an option */
function requireContainer(name: string): string {
  if (/^[A-Za-z0-9][\w.-]*$/.test(name)) return name;
  throw invalidOption(`"${name}" is not the name or ID of a container.`);
}

/** Starts the backend and publishes its port, in the same order as Docker Desktop. */
export async function runBackend(run: BackendRun): Promise<RunningBackend> {
  const { options, extension, provider, dashboardUrl, events, callbacks, log } = run;
  const { backend } = options;
  const container =
    options.backendContainer === undefined ? undefined : requireContainer(options.backendContainer);
  const report = (state: BackendState) => {
    log(state.status === 'stopped' ? state.message : sentences[state.status]);
    events.showBackend(state);
  };
  const none = { restart: undefined, close: async () => {} };
  if (backend === undefined) return { socket: undefined, container, ...none };
  if ('socket' in backend) return { socket: backend.socket, container, ...none };
  if ('compose' in backend) {
    const services = await runCompose({ extension, log, report });
    log(sentences.running);
    return { ...services, container: container ?? services.container };
  }

  const cwd = resolve(backend.cwd ?? run.workingDirectory);
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
      log(`The backend's published port is http://127.0.0.1:${port}`);
    }
    const command = async () => {
      const env = await backendEnvironment({
        extensionDirectory: extension.directory,
        sockets,
        publishesPort: port !== undefined,
        serviceEnvironment: extension.environment,
        provider,
        env: backend.env ?? {},
      });
      return {
        command: backend.command,
        cwd,
        env,
        socket: sockets.service,
        callbackSocket: sockets.callback,
        log: (line: string) => log(`backend: ${line}`),
      };
    };
    const supervisor = new BackendSupervisor({
      command,
      restartAdvice: restartAdvice(backend.watch),
      report,
    });
    closers.push(() => supervisor.close());
    log(`Starting the backend: ${backend.command}`);
    await supervisor.start();
    log(sentences.running);
    const restart = () => supervisor.restart();
    if (backend.watch !== undefined) {
      const folders = backend.watch.map((folder) => resolve(cwd, folder));
      const files = [join(extension.directory, '.env')];
      const unwatch = await watchSources(
        { folders, files },
        () => void restart(),
        (error) =>
          log(`Some folders are not watched (${messageOf(error)}). Press r after you save a file there.`),
      );
      closers.push(async () => unwatch());
    }
    return { socket: sockets.service, container, restart, close };
  } catch (error) {
    await close();
    throw error;
  }
}
