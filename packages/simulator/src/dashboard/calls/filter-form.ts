import { element } from '../element.ts';
import { kinds } from './kind.ts';
import type { CallFilter } from './row.ts';

export interface FilterForm {
  readonly root: HTMLElement;
  readonly filter: CallFilter;
}

/** The filter of the calls panel. @param changed is called when the filter changes */
export function createFilterForm(changed: () => void): FilterForm {
  const text = element('input', {
    type: 'search',
    placeholder: 'Filter',
    'aria-label': 'Filter calls by text',
  });
  const kind = element('select', { 'aria-label': 'Kind of call' }, [
    element('option', { value: '' }, ['All kinds']),
    ...[...Object.keys(kinds), 'Other'].map((name) => element('option', { value: name }, [name])),
  ]);
  const failedOnly = element('input', { type: 'checkbox' });
  const root = element('div', { class: 'calls-filter', role: 'search', 'aria-label': 'Calls' }, [
    text,
    kind,
    element('label', {}, [failedOnly, 'Failed only']),
  ]);
  root.addEventListener('input', changed);
  return {
    root,
    get filter() {
      const typed = text.value.trim().toLowerCase();
      return { text: typed, kind: kind.value, failedOnly: failedOnly.checked };
    },
  };
}
