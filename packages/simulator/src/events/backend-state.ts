/** The state of a backend that the simulator runs. */
export type BackendState =
  | { readonly status: 'running' | 'restarting' }
  | {
      readonly status: 'stopped';
      /** What happened, and what restarts it. */
      readonly message: string;
      /** Its last output lines, without secrets. */
      readonly lines: readonly string[];
    };
