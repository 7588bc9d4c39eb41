import type { Call } from '../../events/dashboard-events.ts';
import { element } from '../element.ts';
import { icon } from '../icons.ts';
import { createFilterForm } from './filter-form.ts';
import { type CallRow, createCallRow } from './row.ts';

export interface CallsPanel {
  readonly root: HTMLElement;
  /** Adds a call, or updates its row. */
  show(call: Call): void;
}

/** As many as the simulator keeps. */
const keptCalls = 200;

/** Opens and closes the panel. It begins closed where it would cover half of the page. */
function collapsible(content: HTMLElement, children: readonly (Node | string)[]): HTMLButtonElement {
  const button = element(
    'button',
    { type: 'button', class: 'heading', 'aria-controls': content.id },
    children,
  );
  const set = (isOpen: boolean) => {
    content.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
  };
  button.addEventListener('click', () => set(content.hidden === true));
  set(!window.matchMedia('(max-width: 767px)').matches);
  return button;
}

/** The list of calls of the extension, newest first. */
export function createCallsPanel(): CallsPanel {
  const rows = new Map<number, CallRow>();
  const count = element('span', { class: 'count' });
  const failures = element('span', { class: 'failures' });
  const list = element('ol', { reversed: '', 'aria-label': 'Calls, newest first' });
  const note = element('p', { role: 'status' });
  const form = createFilterForm(() => refresh());
  const clear = element('button', { type: 'button', class: 'clear' }, ['Clear']);
  const content = element('div', { class: 'calls-content', id: 'calls-content' }, [
    element('div', { class: 'calls-tools' }, [form.root, clear]),
    note,
    list,
  ]);
  const heading = collapsible(content, [icon('Chevron'), 'ddClient calls', count, failures]);
  const root = element('section', { class: 'calls', 'aria-label': 'ddClient calls' }, [
    element('h2', {}, [heading]),
    content,
  ]);

  function refresh(): void {
    const all = [...rows.values()];
    const { filter } = form;
    const shown = all.filter((row) => row.filter(filter)).length;
    const failed = all.filter(({ isFailed }) => isFailed).length;
    count.textContent = String(all.length);
    failures.textContent = failed === 0 ? '' : `${failed} failed`;
    const isFiltered = filter.text !== '' || filter.kind !== '' || filter.failedOnly;
    const text = isFiltered
      ? `${shown} of ${all.length} calls match.`
      : all.length === 0
        ? 'No calls yet.'
        : '';
    // A live region is read again when it is set, even to the same text.
    if (note.textContent !== text) note.textContent = text;
  }

  clear.addEventListener('click', () => {
    rows.clear();
    list.replaceChildren();
    refresh();
  });
  refresh();
  return {
    root,
    show(call) {
      const known = rows.get(call.id);
      if (known) known.update(call);
      else {
        const row = createCallRow(call);
        rows.set(call.id, row);
        list.prepend(row.root);
        const [oldest] = rows.keys();
        if (rows.size > keptCalls && oldest !== undefined) {
          rows.get(oldest)?.root.remove();
          rows.delete(oldest);
        }
      }
      refresh();
    },
  };
}
