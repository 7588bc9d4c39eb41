import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { RequestHandler } from 'express';
import type { ExecEvent } from '../../ddclient/exec-stream.ts';
import type { DashboardEvents } from '../../events/dashboard-events.ts';
import type { Extension } from '../../extension/read-extension.ts';
import { type Command, type ExecRequest, resolveCommand } from './exec-command.ts';

interface ExecOptions {
  readonly extension: Extension;
  readonly events: DashboardEvents;
  /** Has the container for vm.cli.exec. */
  readonly hosts: { readonly container: string | undefined };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** The exit code of a shell for a command that it cannot start. */
const cannotStart = 127;

/** There is no shell, so operators and chaining have no effect, and no stdin, as in the SDK. */
function start(command: Exclude<Command, { refusal: string }>, { options = {} }: ExecRequest): Child {
  const child = spawn(command.file, [...command.args], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

interface Ending {
  readonly code?: number;
  readonly signal?: string;
}

interface Outcome extends Ending {
  readonly stdout: string;
  readonly stderr: string;
  readonly killed?: boolean;
}

function collect(child: Child): Promise<Outcome> {
  return new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.once('error', (error) => resolve({ stdout, stderr: error.message, code: cannotStart }));
    child.once('close', (code, signal) => {
      const ending = signal === null ? { code: code ?? 0 } : { signal, killed: child.killed };
      resolve({ stdout, stderr, ...ending });
    });
  });
}

function follow(child: Child, send: (event: ExecEvent) => void): Promise<Ending> {
  return new Promise((resolve) => {
    child.stdout.on('data', (stdout: string) => send({ stdout }));
    child.stderr.on('data', (stderr: string) => send({ stderr }));
    child.once('error', (error) => {
      send({ error: error.message });
      resolve({ code: cannotStart });
    });
    child.once('close', (code, signal) => {
      send({ close: code ?? 1 });
      resolve(signal === null ? { code: code ?? 0 } : { signal });
    });
  });
}

/**
 * Handles the three `exec` functions, with one JSON result, or with lines of ExecEvent while the command runs. If
 * the page closes its connection, the command receives SIGTERM, as in Docker Desktop.
 */
export function execHandler({ extension, events, hosts }: ExecOptions): RequestHandler {
  return async (request, response) => {
    const body = request.body as ExecRequest;
    const name = body.target === 'docker' ? 'docker.cli.exec' : `extension.${body.target}.cli.exec`;
    const end = events.begin(name, [body.command, body.args, body.options]);
    const cmd = [body.command, ...body.args].join(' ');
    const command = await resolveCommand(extension, body, hosts.container);
    if ('refusal' in command) {
      end('error', command.refusal);
      if (command.unserved) events.notServed(name, command.refusal);
      const { refusal } = command;
      if (body.stream) response.end(`${JSON.stringify({ error: refusal } satisfies ExecEvent)}\n`);
      else response.json({ cmd, killed: false, code: cannotStart, stdout: '', stderr: refusal });
      return;
    }
    const child = start(command, body);
    response.on('close', () => child.kill('SIGTERM'));
    if (body.stream) {
      response.type('application/x-ndjson').flushHeaders();
      const ending = await follow(child, (event) => response.write(`${JSON.stringify(event)}\n`));
      end(ending.code === 0 ? 'ok' : 'error', ending);
      response.end();
    } else {
      const outcome = await collect(child);
      end(outcome.code === 0 ? 'ok' : 'error', outcome);
      response.json({ cmd, killed: false, ...outcome });
    }
  };
}
