import type { ResponseShape } from './ddclient/environment.ts';
import type { TestUser } from './identity-provider/test-users.ts';

/** Where the extension's UI comes from: a Vite project served with hot reload, or what a build left. */
export type UiSource = { readonly directory: string } | { readonly dist: string };

/** The extension's backend: started by the simulator from a shell command, or already listening somewhere. */
export type BackendSource =
  | {
      readonly command: string;
      /** The extension's folder unless given. */
      readonly cwd?: string;
      readonly env?: Readonly<Record<string, string>>;
    }
  | {
      /** The unix socket, or named pipe, it listens on. Its published port is then its own business. */
      readonly socket: string;
    };

/** Whether an extension-tab link's query reaches the extension; some older Docker Desktop only opens the tab. */
export type TabParameters = 'passed' | 'dropped';

export interface SimulatorOptions {
  /** The folder with metadata.json, the compose file and the icon. */
  readonly extensionDirectory: string;
  /** `ORG/NAME` or `ORG/NAME:TAG`, given to the extension as `ddClient.extension.image`. */
  readonly image: string;
  readonly ui: UiSource;
  readonly backend?: BackendSource;
  /** Of the dashboard. Unless given, one that is the same at every start of the extension, or any where that is taken. */
  readonly port?: number;
  readonly identityProvider?: { readonly port?: number };
  /** Takes a line about each step, and each line the backend writes. */
  readonly log?: (line: string) => void;
  readonly responseShape?: ResponseShape;
  /** The extension SDK version of the simulated Docker Desktop, `X.Y.Z`; the newest known unless given. */
  readonly apiVersion?: string;
  /** `passed` unless given. */
  readonly tabParameters?: TabParameters;
  /**
   * The sources of a `form-action` directive that the built-in identity provider's pages then have, such as
   * `'self'`: a browser that obeys it does not follow a redirect after Allow to a custom scheme.
   */
  readonly formAction?: string;
}

export interface Simulator {
  /**
   * The address to open in a browser. It carries the token of this start, without which neither origin answers anything:
   * show it to the user at the screen only.
   */
  readonly dashboardUrl: string;
  /** The page of the extension, on an origin of its own, with a token for that origin alone. */
  readonly extensionUrl: string;
  /** Where vm.service calls go; undefined when there is no backend. */
  readonly backendSocket: string | undefined;
  readonly identityProvider: {
    readonly issuer: string;
    readonly clientId: string;
    readonly testUsers: readonly TestUser[];
  };
  /**
   * Takes a docker-desktop:// link as the operating system would hand it over.
   *
   * @throws SimulatorError `link-invalid`
   */
  deliver(link: string): void;
  /** Ends everything that was started. May be called again. */
  close(): Promise<void>;
}
