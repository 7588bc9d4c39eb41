import type { BackendState } from './backend-state.ts';
import type { ConnectionTestView } from './connection-test-view.ts';
import type { OpenDialog } from './open-dialog.ts';
import { redact, redactHeaders } from './redact.ts';
import { type UnservedCall, UnservedCalls } from './unserved-calls.ts';

export type ToastLevel = 'success' | 'warning' | 'error' | 'info';

/** The HTTP request of a call, and its response. The bodies are in its arguments and its result. */
export interface Exchange {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly response?: { readonly status: number; readonly headers: Readonly<Record<string, string>> };
}

function redactExchange({ method, headers, response }: Exchange): Exchange {
  const received = response && { status: response.status, headers: redactHeaders(response.headers) };
  return { method, headers: redactHeaders(headers), ...(received && { response: received }) };
}

/** A row of the calls panel. Arguments, results and headers are already redacted. */
export interface Call {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  readonly args: unknown;
  readonly state: 'pending' | 'ok' | 'error';
  readonly result?: unknown;
  /** Milliseconds. */
  readonly duration?: number;
  /** For a request to the backend. */
  readonly exchange?: Exchange;
}

export type DashboardEvent =
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'toast'; readonly level: ToastLevel; readonly message: string; readonly link?: string }
  | { readonly type: 'extension-tab'; readonly search: string }
  /** The file dialog of the extension; null if there is none. */
  | { readonly type: 'dialog'; readonly dialog: OpenDialog | null }
  /** The calls that are not served, by name, the most frequent first. */
  | { readonly type: 'unserved'; readonly calls: readonly UnservedCall[] }
  /** The state of the backend, after its first start. */
  | { readonly type: 'backend'; readonly state: BackendState }
  /** The current connection test; null if there is none. */
  | { readonly type: 'connection-test'; readonly view: ConnectionTestView | null };

type Listener = (event: DashboardEvent) => void;

const keptCalls = 200;

/** Events for the dashboard. Calls are kept for a dashboard that opens later. */
export class DashboardEvents {
  readonly #listeners = new Set<Listener>();
  readonly #calls = new Map<number, Call>();
  readonly #unserved = new UnservedCalls();
  #unseen: DashboardEvent[] = [];
  #backend: BackendState = { status: 'running' };
  #connectionTest: ConnectionTestView | null = null;
  #dialog: OpenDialog | null = null;
  #lastId = 0;

  subscribe(listener: Listener): () => void {
    for (const call of this.#calls.values()) listener({ type: 'call', call });
    for (const event of this.#unseen.splice(0)) listener(event);
    listener({ type: 'unserved', calls: this.unservedCalls });
    listener({ type: 'backend', state: this.#backend });
    listener({ type: 'connection-test', view: this.#connectionTest });
    listener({ type: 'dialog', dialog: this.#dialog });
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  toast(level: ToastLevel, message: string, link?: string): void {
    this.#publish({ type: 'toast', level, message, ...(link === undefined ? {} : { link }) });
  }

  openExtensionTab(search: string): void {
    this.#publish({ type: 'extension-tab', search });
  }

  /** Publishes the state of the backend, also to dashboards that open later. */
  showBackend(state: BackendState): void {
    this.#backend = state;
    for (const listener of this.#listeners) listener({ type: 'backend', state });
  }

  /** Publishes the state of the connection test, also to dashboards that open later. */
  showConnectionTest(view: ConnectionTestView | null): void {
    this.#connectionTest = view;
    for (const listener of this.#listeners) listener({ type: 'connection-test', view });
  }

  /** Publishes the file dialog that is open, also to dashboards that open later. */
  showDialog(dialog: OpenDialog | null): void {
    this.#dialog = dialog;
    for (const listener of this.#listeners) listener({ type: 'dialog', dialog });
  }

  /** The calls that were not served, by name, the most frequent first. */
  get unservedCalls(): readonly UnservedCall[] {
    return this.#unserved.list();
  }

  /** Counts a call that is not served, also for dashboards that open later. @param reason with what to do, in a sentence */
  notServed(method: string, reason: string): void {
    this.#unserved.add(method, reason);
    for (const listener of this.#listeners) listener({ type: 'unserved', calls: this.unservedCalls });
  }

  /** Records the start of a call. @returns a function that records its end. Only the first end counts */
  begin(
    method: string,
    args: unknown,
    request?: Pick<Exchange, 'method' | 'headers'>,
  ): (state: 'ok' | 'error', result?: unknown, response?: Exchange['response']) => void {
    const call: Call = {
      ...{ id: ++this.#lastId, at: Date.now(), method, args: redact(args), state: 'pending' },
      ...(request && { exchange: redactExchange(request) }),
    };
    const started = performance.now();
    this.#record(call);
    let ended = false;
    return (state, result, response) => {
      if (ended) return;
      ended = true;
      const duration = Math.round(performance.now() - started);
      this.#record({
        ...{ ...call, state, duration },
        ...(result === undefined ? {} : { result: redact(result) }),
        ...(request && response && { exchange: redactExchange({ ...request, response }) }),
      });
    };
  }

  #record(call: Call): void {
    this.#calls.set(call.id, call);
    const oldest = this.#calls.keys().next().value;
    if (this.#calls.size > keptCalls && oldest !== undefined) this.#calls.delete(oldest);
    for (const listener of this.#listeners) listener({ type: 'call', call });
  }

  /** Keeps the event for the next dashboard if none is open. */
  #publish(event: DashboardEvent): void {
    if (this.#listeners.size === 0) this.#unseen = [...this.#unseen.slice(-9), event];
    for (const listener of this.#listeners) listener(event);
  }
}
