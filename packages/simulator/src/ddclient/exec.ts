import type { v1 } from '@docker/extension-api-client-types';
import type { Send } from './environment.ts';
import { followOutput } from './exec-stream.ts';

/** Where a command runs: the docker CLI, a binary of the extension on the host, or the backend container. */
export type ExecTarget = 'docker' | 'host' | 'vm';

function checkArguments(target: ExecTarget, command: unknown, args: unknown, options: unknown): void {
  const name = target === 'docker' ? 'docker.cli.exec' : `extension.${target}.cli.exec`;
  if (typeof command !== 'string' || command === '') {
    throw new TypeError(`ddClient.${name} requires a non-empty string as command.`);
  }
  if (!Array.isArray(args) || !args.every((arg) => typeof arg === 'string')) {
    throw new TypeError(`ddClient.${name} requires an array of strings as arguments.`);
  }
  if (options !== undefined && (typeof options !== 'object' || options === null)) {
    throw new TypeError(`ddClient.${name} requires an object as options, or no options.`);
  }
}

/** Adds the SDK's methods (https://docs.docker.com/reference/api/extensions-sdk/ExecResult/). */
function toResult(raw: v1.RawExecResult): v1.ExecResult {
  const lines = () => raw.stdout.split(/\r?\n/).filter((line) => line !== '');
  return {
    ...raw,
    lines,
    parseJsonLines: () => lines().map((line) => JSON.parse(line)),
    parseJsonObject: () => JSON.parse(raw.stdout),
  };
}

/**
 * Creates `host.cli.exec` of Podman Desktop, which installs no programs of extensions. It looks for a command on the PATH, where the
 * simulator finds none.
 */
export function createExecWithoutBinaries(): v1.Exec {
  function exec(command: string, args: string[], options: v1.ExecOptions | v1.SpawnOptions = {}) {
    checkArguments('host', command, args, options);
    const error = new Error(`Failed to execute command: spawn ${command} ENOENT`);
    if (!('stream' in options) || options.stream === undefined) return Promise.reject(error);
    options.stream.onError?.(error);
    return { close: () => {} };
  }
  return exec as v1.Exec;
}

/**
 * Creates one of the SDK's three `exec` functions (https://docs.docker.com/reference/api/extensions-sdk/Exec/). If
 * a command ends with a nonzero code or by a signal, the promise rejects with the result.
 */
export function createExec(send: Send, target: ExecTarget): v1.Exec {
  async function run(command: string, args: string[], options: v1.ExecOptions): Promise<v1.ExecResult> {
    const sent = await send('exec', { target, command, args, options });
    const result = toResult((await sent.json()) as v1.RawExecResult);
    if (result.code !== 0 || result.signal !== undefined) throw result;
    return result;
  }

  function stream(command: string, args: string[], options: v1.SpawnOptions): v1.ExecProcess {
    const { stream: handlers, ...rest } = options;
    const abort = new AbortController();
    const events = send('exec', { target, command, args, options: rest, stream: true }, abort.signal);
    followOutput(events, handlers, abort.signal);
    return { close: () => abort.abort() };
  }

  function exec(command: string, args: string[], options: v1.ExecOptions | v1.SpawnOptions = {}) {
    checkArguments(target, command, args, options);
    return 'stream' in options && options.stream !== undefined
      ? stream(command, args, options)
      : run(command, args, options);
  }
  return exec as v1.Exec;
}
