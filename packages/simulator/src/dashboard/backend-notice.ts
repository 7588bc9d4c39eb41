import type { BackendState } from '../events/backend-state.ts';
import { element } from './element.ts';

export interface BackendNotice {
  readonly root: HTMLElement;
  show(state: BackendState): void;
}

/** Reports a backend that ended, with its last lines of output, until it runs again. */
export function createBackendNotice(): BackendNotice {
  const root = element('section', { class: 'backend-notice', role: 'alert', hidden: '' });
  return {
    root,
    show(state) {
      root.hidden = state.status === 'running';
      root.classList.toggle('stopped', state.status === 'stopped');
      if (state.status !== 'stopped') {
        root.replaceChildren(element('p', {}, ['Restarting the backend…']));
        return;
      }
      const output = state.lines.length === 0 ? 'It printed nothing.' : state.lines.join('\n');
      root.replaceChildren(
        element('p', {}, [state.message]),
        element('pre', { tabindex: '0', 'aria-label': 'Last output of the backend' }, [output]),
      );
    },
  };
}
