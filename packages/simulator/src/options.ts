import type { ResponseShape } from './ddclient/environment.ts';
import type { SimulatedHost } from './ddclient/host.ts';
import type { UnservedCall } from './events/unserved-calls.ts';
import type { TestUser } from './identity-provider/test-users.ts';

/** The UI: a Vite project that is served with hot reload, the output of a build, or a development server that runs. */
export type UiSource =
  | { readonly directory: string }
  | { readonly dist: string }
  | {
      /** `http://localhost:3000`, with the path of the page. */
      readonly url: string;
      /** Whether the server may be on another machine. */
      readonly remote?: boolean;
    };

/** The backend: a shell command that the simulator starts, the services of the compose file, or a process that already listens. */
export type BackendSource =
  | {
      readonly command: string;
      /** Default: the folder of the extension. */
      readonly cwd?: string;
      /** Folders whose changes restart the backend, relative to `cwd`. A change of .env then restarts it too. */
      readonly watch?: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
    }
  | {
      /**
       * Starts the services of the compose file on the Docker Engine, and removes them at the end. The image must be on this machine. `vm.cli.exec`
       * runs in the first service.
       */
      readonly compose: true;
    }
  | {
      /** The unix socket, or named pipe, of the backend, which then publishes its port itself. */
      readonly socket: string;
    };

/**
 * Whether the extension receives the query of an extension-tab link. An older Docker Desktop only opens the tab.
 */
export type TabParameters = 'passed' | 'dropped';

export interface SimulatorOptions {
  /** The folder of the extension, or one above it that contains no other. */
  readonly extensionDirectory: string;
  /**
   * The name or ID of a built image on this machine. Its files replace those of the folder, which is then only where `backend` runs. The
   * image does not run.
   */
  readonly fromImage?: string;
  /** `ORG/NAME` or `ORG/NAME:TAG`, the value of `ddClient.extension.image`. Default: the name in the Makefile or README of the folder. */
  readonly image?: string;
  /** Default: a Vite project in the folder whose packages are installed, or else the built UI. A page tells how to build it if there is none. */
  readonly ui?: UiSource;
  readonly backend?: BackendSource;
  /** The name or ID of a running container in which `vm.cli.exec` runs. */
  readonly backendContainer?: string;
  /**
   * Port of the dashboard. Default: one that is the same at each start of the extension, or the next free port if that
   * is in use.
   */
  readonly port?: number;
  readonly identityProvider?: { readonly port?: number };
  /** Receives a line for each step, and each output line of the backend. */
  readonly log?: (line: string) => void;
  /** Receives what is done next, such as `Starting the backend`, for an indicator of progress. */
  readonly progress?: (activity: string) => void;
  /**
   * The app that the extension runs in, as far as it matters to a sign-in: themes, `extension.image`, rejections of
   * `vm.service`, navigation, links, localStorage, and the TCP port that publishes the socket. The header of the dashboard
   * changes it. Default: `docker`.
   */
  readonly host?: SimulatedHost;
  readonly responseShape?: ResponseShape;
  /**
   * Rejects an extension with a problem that Docker Desktop or its Marketplace rejects. Default: `log` receives a warning, and the
   * extension starts.
   */
  readonly strict?: boolean;
  /** The extension SDK version of the simulated Docker Desktop, `X.Y.Z`. Default: the newest known. */
  readonly apiVersion?: string;
  /** Default: `passed`. */
  readonly tabParameters?: TabParameters;
  /**
   * The sources of a `form-action` directive for pages of the test identity provider, such as `'self'`. Browsers
   * then do not follow a redirect to a custom scheme after Allow.
   */
  readonly formAction?: string;
}

export interface Simulator {
  /**
   * The URL to open in a browser. It contains the token of this start, which both origins require. Show it to the
   * local user only.
   */
  readonly dashboardUrl: string;
  /** The URL of the extension page on its own origin, with a token for that origin only. */
  readonly extensionUrl: string;
  /** The socket for vm.service calls; undefined without a backend. */
  readonly backendSocket: string | undefined;
  /** The calls of the extension that were not served, by name, the most frequent first. */
  unservedCalls(): readonly UnservedCall[];
  /** Restarts the backend, which reads .env again; undefined if the simulator did not start it. */
  readonly restartBackend: (() => Promise<void>) | undefined;
  readonly identityProvider: {
    readonly issuer: string;
    readonly clientId: string;
    readonly testUsers: readonly TestUser[];
  };
  /**
   * Opens a docker-desktop:// link as the operating system would.
   *
   * @throws SimulatorError `link-invalid`
   */
  deliver(link: string): void;
  /** Stops everything that was started. It can be called again. */
  close(): Promise<void>;
}
