import { basename } from 'node:path';
import { split } from 'shlex';
import type { ExecTarget } from '../../ddclient/exec.ts';
import { findProgram } from '../../docker/program-path.ts';
import type { Extension } from '../../extension/read-extension.ts';
import { withheldVariable } from './exec-environment.ts';

export interface ExecRequest {
  readonly target: ExecTarget;
  readonly command: string;
  readonly args: readonly string[];
  readonly options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> };
  readonly stream?: boolean;
}

/** The program to spawn, or the reason why none is. */
export type Command =
  | { readonly file: string; readonly args: readonly string[] }
  | { readonly refusal: string };

/**
 * The words of a request. Docker Desktop joins the command and the arguments of a blocking call with spaces, and splits the line as a
 * shell does: quotes and backslashes have their meaning, operators and `$` do not (docker/extensions-sdk#212 and #303). It passes the
 * arguments of a streaming call unchanged.
 *
 * @returns undefined if a quote is not closed
 */
function wordsOf({ command, args, stream }: ExecRequest): readonly string[] | undefined {
  if (stream) return [command, ...args];
  try {
    return split([command, ...args].join(' '));
  } catch {
    return undefined;
  }
}

function hostCommand(extension: Extension, name: string, args: readonly string[]): Command {
  const file = extension.hostBinaries.get(name) ?? extension.hostBinaries.get(basename(name));
  if (file !== undefined) return { file, args };
  return {
    refusal:
      `"${name}" is not a binary of this extension. host.cli.exec runs only what metadata.json declares ` +
      'under host.binaries for this platform.',
  };
}

async function dockerCommand(args: readonly string[]): Promise<Command> {
  const file = await findProgram('docker');
  return file === undefined
    ? { refusal: 'There is no docker on the PATH of the simulator.' }
    : { file, args };
}

/** Resolves a request to the program that it may run. */
export async function resolveCommand(extension: Extension, request: ExecRequest): Promise<Command> {
  const [command = '', ...args] = wordsOf(request) ?? [];
  if (command === '') {
    return {
      refusal:
        `A quote is not closed in: ${[request.command, ...request.args].join(' ')}. Docker Desktop joins the arguments of exec with ` +
        'spaces and splits them as a shell does. Escape the quote with a backslash.',
    };
  }
  const variable = withheldVariable(request.options?.env ?? {});
  if (variable !== undefined) {
    return {
      refusal:
        `The simulator does not let a page set ${JSON.stringify(variable)} for a command: it selects which code runs, ` +
        'or where its traffic goes. Set it in the terminal before you start the simulator.',
    };
  }
  if (request.target === 'docker') return dockerCommand([command, ...args]);
  if (request.target === 'host') return hostCommand(extension, command, args);
  return {
    refusal:
      'The simulator has no VM to run a command in: the backend is a process here, not a container. ' +
      'Use vm.service, or test vm.cli.exec in Docker Desktop.',
  };
}
