import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { split } from 'shlex';
import type { ExecTarget } from '../../ddclient/exec.ts';
import { redact } from '../../events/redact.ts';
import type { Extension } from '../../extension/read-extension.ts';
import { findProgram } from '../../processes/program-path.ts';
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
  /** @property cwd on this machine */
  | { readonly file: string; readonly args: readonly string[]; readonly cwd?: string | undefined }
  /** @property unserved whether the simulator lacks something; otherwise the call is invalid */
  | { readonly refusal: string; readonly unserved?: boolean };

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
  if (file !== undefined && !existsSync(file)) {
    return {
      refusal: `The host binary "${name}" does not exist (${file}). If the build of the image creates it, use --from-image.`,
      unserved: true,
    };
  }
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
    ? { refusal: 'There is no docker on the PATH of the simulator.', unserved: true }
    : { file, args };
}

/**
 * The command of vm.cli.exec, in a container. Values of variables are not arguments, which other users of this machine can read.
 */
async function containerCommand(
  container: string,
  { options = {} }: ExecRequest,
  words: readonly string[],
): Promise<Command> {
  const env = Object.keys(options.env ?? {}).flatMap((name) => ['--env', name]);
  const workdir = options.cwd === undefined ? [] : ['--workdir', options.cwd];
  return dockerCommand(['exec', ...env, ...workdir, container, ...words]);
}

/**
 * Resolves a request to the program that it may run.
 *
 * @param container in which vm.cli.exec runs; undefined without one
 */
export async function resolveCommand(
  extension: Extension,
  request: ExecRequest,
  container: string | undefined,
): Promise<Command> {
  const [command = '', ...args] = wordsOf(request) ?? [];
  if (command === '') {
    const line = [redact([request.command, ...request.args])].flat().join(' ');
    return {
      refusal:
        `A quote is not closed in: ${line}. Docker Desktop joins the arguments of exec with ` +
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
  const { cwd } = request.options ?? {};
  if (request.target === 'docker') return { ...(await dockerCommand([command, ...args])), cwd };
  if (request.target === 'host') return { ...hostCommand(extension, command, args), cwd };
  if (container !== undefined) return containerCommand(container, request, [command, ...args]);
  return {
    refusal:
      'The simulator has no VM to run a command in: the backend is a process here, not a container. ' +
      'Start its services with --compose, or name a container with --backend-container.',
    unserved: true,
  };
}
