import type { Call } from '../../events/dashboard-events.ts';
import { element } from '../element.ts';
import { callDetails } from './details.ts';
import { kindOf } from './kind.ts';
import { argumentsText, outcomeText, pretty, stateNames } from './texts.ts';

export interface CallFilter {
  /** Lower case. */
  readonly text: string;
  /** Empty for all kinds. */
  readonly kind: string;
  readonly failedOnly: boolean;
}

export interface CallRow {
  readonly root: HTMLLIElement;
  readonly isFailed: boolean;
  /** Shows the call again in the same elements, so that the keyboard focus is kept. */
  update(call: Call): void;
  /** Hides the row if the call does not match. @returns whether it matches */
  filter(filter: CallFilter): boolean;
}

const marks: Readonly<Record<Call['state'], string>> = { pending: '…', ok: '✓', error: '✗' };

function summary(call: Call): HTMLElement[] {
  const duration = call.duration === undefined ? '' : `${call.duration} ms`;
  const time = new Date(call.at);
  const text = (name: string, content: string) => element('span', { class: name }, [content]);
  return [
    element('span', { class: 'state' }, [
      element('span', { 'aria-hidden': 'true' }, [marks[call.state]]),
      ` ${stateNames[call.state]}`,
    ]),
    element('time', { datetime: time.toISOString() }, [time.toLocaleTimeString([], { hour12: false })]),
    text('method', call.method),
    text('args', argumentsText(call)),
    text('outcome', outcomeText(call)),
    text('duration', duration),
  ];
}

/** A call in the panel. Its button shows and hides what was sent and received. */
export function createCallRow(first: Call): CallRow {
  let call = first;
  const id = `call-${call.id}`;
  const button = element('button', { type: 'button', 'aria-expanded': 'false', 'aria-controls': id });
  const details = element('div', { class: 'call-details', id, hidden: '' });
  const root = element('li', {}, [element('h3', {}, [button]), details]);
  // Built when they are opened: there can be 200 calls.
  const showDetails = () => details.replaceChildren(...(details.hidden ? [] : callDetails(call)));
  const update = (next: Call) => {
    const isChanged = next.state !== call.state || !button.hasChildNodes();
    call = next;
    root.className = `call ${call.state}`;
    if (!isChanged) return;
    button.replaceChildren(...summary(call));
    showDetails();
  };
  button.addEventListener('click', () => {
    details.hidden = !details.hidden;
    button.setAttribute('aria-expanded', String(!details.hidden));
    showDetails();
  });
  update(first);
  return {
    root,
    get isFailed() {
      return call.state === 'error';
    },
    update,
    filter({ text, kind, failedOnly }) {
      const searched = () => [call.method, argumentsText(call), pretty(call.result)].join('\n').toLowerCase();
      const matches =
        (!failedOnly || call.state === 'error') &&
        (kind === '' || kindOf(call.method) === kind) &&
        (text === '' || searched().includes(text));
      root.hidden = !matches;
      return matches;
    },
  };
}
