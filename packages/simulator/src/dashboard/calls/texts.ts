import type { Call } from '../../events/dashboard-events.ts';

/** The word for each state, so that it is not told by its color only. */
export const stateNames: Readonly<Record<Call['state'], string>> = {
  pending: 'Waiting',
  ok: 'OK',
  error: 'Failed',
};

function compact(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** A value for reading. Text of JSON was parsed before it arrived here. */
export function pretty(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
}

/** The arguments of a call. The omitted ones are null in JSON. */
export function argumentsOf({ args }: Call): readonly unknown[] {
  return Array.isArray(args) ? args.filter((arg) => arg !== null) : [args];
}

export function argumentsText(call: Call): string {
  return argumentsOf(call).map(compact).join(' ');
}

/** One line about the result. */
export function outcomeText({ state, result }: Call): string {
  if (state === 'pending') return 'waiting…';
  return compact(result) || (state === 'ok' ? 'done' : 'failed');
}

/** The body of the response to a request. A failed request has it beside the status. */
export function responseBodyOf({ state, result }: Call): unknown {
  if (state !== 'error' || typeof result !== 'object' || result === null) return result;
  return 'body' in result ? result.body : result;
}
