import type { v1 } from '@docker/extension-api-client-types';
import { jsonLines } from '../http/json-lines.ts';

/** One line of the response to a streaming exec. */
export type ExecEvent =
  | { readonly stdout: string }
  | { readonly stderr: string }
  | { readonly error: string }
  | { readonly close: number };

type Output = { stdout: string } | { stderr: string };

/** Splits output into lines. An incomplete line is kept until its end arrives. */
class LineSplitter {
  readonly #rest = { stdout: '', stderr: '' };
  readonly #emit: (output: Output) => void;

  constructor(emit: (output: Output) => void) {
    this.#emit = emit;
  }

  push(name: 'stdout' | 'stderr', chunk: string): void {
    const lines = (this.#rest[name] + chunk).split(/\r?\n/);
    this.#rest[name] = lines.pop() ?? '';
    for (const line of lines) this.#emit(name === 'stdout' ? { stdout: line } : { stderr: line });
  }

  end(): void {
    for (const name of ['stdout', 'stderr'] as const) if (this.#rest[name] !== '') this.push(name, '\n');
  }
}

async function dispatch(
  sent: Promise<Response>,
  handlers: v1.ExecStreamOptions,
  signal: AbortSignal,
): Promise<void> {
  const emit = (output: Output) => {
    if (!signal.aborted) handlers.onOutput?.(output);
  };
  const splitter = new LineSplitter(emit);
  const { body } = await sent;
  if (body === null) return;
  for await (const event of jsonLines<ExecEvent>(body)) {
    if ('error' in event) handlers.onError?.(new Error(event.error));
    else if ('close' in event) {
      splitter.end();
      handlers.onClose?.(event.close);
    } else if (handlers.splitOutputLines) {
      if ('stdout' in event) splitter.push('stdout', event.stdout);
      else splitter.push('stderr', event.stderr);
    } else emit(event);
  }
}

/** Passes output to the extension's handlers as it arrives. After `close()` nothing more is reported. */
export function followOutput(
  sent: Promise<Response>,
  handlers: v1.ExecStreamOptions,
  signal: AbortSignal,
): void {
  dispatch(sent, handlers, signal).catch((error: unknown) => {
    if (!signal.aborted) handlers.onError?.(error);
  });
}
