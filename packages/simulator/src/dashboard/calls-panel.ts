import type { Call } from '../events/dashboard-events.ts';
import { element } from './element.ts';
import { icon } from './icons.ts';

export interface CallsPanel {
  readonly root: HTMLElement;
  /** Adds a call, or updates its row. */
  show(call: Call): void;
}

function compact(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function pretty(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function outcomeOf({ state, result }: Call): string {
  if (state === 'pending') return 'waiting…';
  return compact(result) || (state === 'ok' ? 'done' : 'failed');
}

function row(call: Call, open: boolean): HTMLElement {
  const args = Array.isArray(call.args) ? call.args.filter((arg) => arg !== null) : [call.args];
  const duration = call.duration === undefined ? '' : `${call.duration} ms`;
  const summary = element('summary', {}, [
    element('span', { class: 'state', role: 'img', 'aria-label': call.state }),
    element('time', {}, [new Date(call.at).toLocaleTimeString([], { hour12: false })]),
    element('span', { class: 'method' }, [call.method]),
    element('span', { class: 'args' }, [args.map(compact).join(' ')]),
    element('span', { class: 'outcome' }, [outcomeOf(call)]),
    element('span', { class: 'duration' }, [duration]),
  ]);
  const details = element('details', { class: `call ${call.state}` }, [
    summary,
    element('pre', {}, [`arguments ${pretty(args)}\nresult ${pretty(call.result) ?? outcomeOf(call)}`]),
  ]);
  details.open = open;
  return element('li', {}, [details]);
}

/** The list of calls of the extension, newest first. */
export function createCallsPanel(): CallsPanel {
  const rows = new Map<number, HTMLElement>();
  const count = element('span', { class: 'count' }, ['0']);
  const list = element('ol', { reversed: '' });
  const clear = element('button', { type: 'button', class: 'clear' }, ['Clear']);
  const heading = element('button', { type: 'button', class: 'heading', 'aria-expanded': 'true' }, [
    icon('Chevron'),
    'ddClient calls',
    count,
  ]);
  const root = element('section', { class: 'calls', 'aria-label': 'ddClient calls' }, [
    element('div', { class: 'calls-bar' }, [heading, clear]),
    list,
  ]);
  heading.addEventListener('click', () => {
    list.hidden = !list.hidden;
    heading.setAttribute('aria-expanded', String(!list.hidden));
  });
  clear.addEventListener('click', () => {
    rows.clear();
    list.replaceChildren();
    count.textContent = '0';
  });
  return {
    root,
    show(call) {
      const before = rows.get(call.id);
      const next = row(call, before?.querySelector('details')?.open ?? false);
      rows.set(call.id, next);
      if (before?.isConnected) before.replaceWith(next);
      else list.prepend(next);
      count.textContent = String(rows.size);
    },
  };
}
