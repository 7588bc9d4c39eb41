import type { TrialView } from '../trial/trial-run.ts';
import { element } from './element.ts';
import type { Ask } from './trial-page.ts';

export interface TrialControls {
  readonly root: HTMLElement;
  show(view: TrialView | null): void;
}

const sentences: Readonly<Record<TrialView['state'], string>> = {
  ready: '',
  busy: 'Working…',
  waiting: 'Waiting for the browser to come back.',
  done: 'Every step was made: people can sign in this way.',
  failed: 'A step failed. Mend what it names, and begin again.',
};

function button(label: string, look: string, press: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: look }, [label]);
  made.addEventListener('click', press);
  return made;
}

/** The field for the address that the browser ended at, where it could not come back by itself. */
function addressForm(ask: Ask): HTMLFormElement {
  const input = element('input', {
    ...{ id: 'trial-address', type: 'text', autocomplete: 'off', spellcheck: 'false', required: '' },
  });
  const form = element('form', { class: 'address' }, [
    element('label', { for: 'trial-address' }, ['Or paste the address that the browser ended at']),
    element('div', {}, [
      input,
      element('button', { type: 'submit', class: 'secondary' }, ['Use this address']),
    ]),
  ]);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const address = input.value;
    // It holds a code, which nobody should read here for longer than needed.
    input.value = '';
    await ask('address', { address });
  });
  return form;
}

/** The buttons of a trial: they stay where they are from step to step, so that the keyboard does. */
export function createTrialControls(ask: Ask): TrialControls {
  let view: TrialView | null = null;
  const next = button('Next step', 'primary', () => void ask('step'));
  const open = element('a', { class: 'primary', target: '_blank', rel: 'noopener noreferrer' }, [
    'Open in browser',
  ]);
  const giveUp = button('The browser did not come back', 'secondary', () => void ask('give-up'));
  const again = button('Begin again', 'secondary', () => void ask('begin', { provider: view?.provider.id }));
  const other = button('Other provider', 'secondary', () => void ask('end'));
  const status = element('p', { class: 'quiet', role: 'status' });
  const form = addressForm(ask);
  const redirect = element('code');
  const root = element('section', { class: 'trial-controls', 'aria-label': 'Trial' }, [
    element('p', { class: 'quiet' }, ['Comes back to ', redirect]),
    element('div', { class: 'buttons' }, [open, next, giveUp, again, other]),
    form,
    status,
  ]);
  root.hidden = true;
  return {
    root,
    show(now) {
      view = now;
      root.hidden = now === null;
      if (now === null) return;
      const { state, redirectUri, authorizationUrl, steps } = now;
      const waiting = state === 'waiting';
      const over = state === 'done' || state === 'failed';
      const [from, last] = [document.activeElement, steps.at(-1)];
      redirect.textContent = redirectUri;
      open.hidden = !waiting || !authorizationUrl;
      if (authorizationUrl) open.href = authorizationUrl;
      next.hidden = waiting || over;
      // Not disabled, which would take the keyboard away from it; a press too many is answered with a sentence.
      next.setAttribute('aria-disabled', String(state === 'busy'));
      giveUp.hidden = form.hidden = !waiting;
      again.hidden = steps.length === 0;
      status.textContent = [last && `${last.title}: ${last.summary}`, sentences[state]]
        .filter(Boolean)
        .join(' ');
      if (from instanceof HTMLElement && root.contains(from) && from.closest('[hidden]')) {
        ([open, next, again].find(({ hidden }) => !hidden) ?? other).focus();
      }
    },
  };
}
