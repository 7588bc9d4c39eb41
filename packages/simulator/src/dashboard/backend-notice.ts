import type { BackendState } from '../events/backend-state.ts';
import { tokenHeader } from '../http/token.ts';
import { copyButton } from './copy-button.ts';
import { element } from './element.ts';

export interface BackendNotice {
  readonly root: HTMLElement;
  show(state: BackendState): void;
  /** Reports that the simulator itself cannot be reached, or can be again. */
  showConnection(isLost: boolean): void;
}

function stoppedContent({ message, lines }: Extract<BackendState, { status: 'stopped' }>, token: string) {
  const output = lines.join('\n');
  const attributes = { tabindex: '0', role: 'region', 'aria-label': 'Last output of the backend' };
  const problem = element('p');
  const restart = element('button', { type: 'button', class: 'primary' }, ['Restart backend']);
  restart.addEventListener('click', () => {
    // The next state arrives as an event.
    fetch('/backend/restart', { method: 'POST', headers: { [tokenHeader]: token } }).catch(() => {
      problem.textContent = 'Could not reach the simulator.';
    });
  });
  return [
    element('h2', {}, ['The backend stopped']),
    element('p', {}, [message]),
    output === '' ? element('p', {}, ['It printed nothing.']) : element('pre', attributes, [output]),
    element('div', { class: 'buttons' }, [
      restart,
      ...(output === '' ? [] : [copyButton('Copy output', () => `${message}\n${output}`)]),
    ]),
    problem,
  ];
}

const lostContent = () => [
  element('h2', {}, ['The simulator does not respond']),
  element('p', {}, [
    'It was stopped, or its terminal was closed. Start it again, and open the address that it prints.',
  ]),
];

/**
 * Reports a backend that ended, with the reason and its last lines of output, until it runs again.
 *
 * @param recovered is called when the notice with the keyboard focus disappears
 */
export function createBackendNotice(token: string, recovered: () => void): BackendNotice {
  const root = element('section', { class: 'backend-notice', role: 'alert', tabindex: '-1', hidden: '' });
  let backend: BackendState = { status: 'running' };
  let isLost = false;
  const contentOf = (): HTMLElement[] => {
    if (isLost) return lostContent();
    if (backend.status === 'stopped') return stoppedContent(backend, token);
    return backend.status === 'running' ? [] : [element('p', {}, ['Restarting the backend…'])];
  };
  const refresh = () => {
    const hadFocus = root.contains(document.activeElement);
    const content = contentOf();
    root.replaceChildren(...content);
    root.hidden = content.length === 0;
    root.classList.toggle('stopped', isLost || backend.status === 'stopped');
    if (hadFocus) root.hidden ? recovered() : root.focus();
  };
  return {
    root,
    show(state) {
      backend = state;
      refresh();
    },
    showConnection(lost) {
      if (lost === isLost) return;
      isLost = lost;
      refresh();
    },
  };
}
