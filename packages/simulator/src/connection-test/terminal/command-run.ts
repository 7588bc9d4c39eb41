import type { Cleanup } from '../../cleanup.ts';
import type { ConnectionTestCommandOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

/** The state of one run of the command. */
export interface CommandRun {
  readonly options: ConnectionTestCommandOptions;
  readonly terminal: Terminal;
  readonly directory: string;
  readonly cleanup: Cleanup;
}
