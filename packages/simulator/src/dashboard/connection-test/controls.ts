import { tokenStep } from '../../connection-test/step.ts';
import type { ConnectionTestView } from '../../events/connection-test-view.ts';
import { element } from '../element.ts';
import type { Ask } from './page.ts';

export interface ConnectionTestControls {
  readonly root: HTMLElement;
  show(view: ConnectionTestView | null): void;
}

const sentences: Readonly<Record<ConnectionTestView['state'], string>> = {
  ready: '',
  busy: 'Working…',
  waiting: 'Waiting for the browser to return.',
  entering: 'Waiting until the code is entered.',
  done: 'Every step passed.',
  failed: 'A step failed. Apply the fix, and start again.',
};

/** The status text of a connection test. A simulated provider proves nothing about the real one. */
function sentenceOf({ state, provider, grant }: ConnectionTestView): string {
  if (state !== 'done') return sentences[state];
  if (provider.simulated) {
    const { name, clientIdVariable } = provider;
    const how = clientIdVariable === undefined ? 'Set a client ID' : `Set ${clientIdVariable} in .env`;
    return `${sentences.done} ${name} itself was not contacted, because it has no client ID yet. ${how}, and start again.`;
  }
  return grant === 'client_credentials'
    ? `${sentences.done} The extension can get access tokens.`
    : `${sentences.done} Users can sign in.`;
}

function button(label: string, look: string, press: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: look }, [label]);
  made.addEventListener('click', press);
  return made;
}

/** The field for the final URL of the browser, if it could not return. */
function addressForm(ask: Ask): HTMLFormElement {
  const input = element('input', {
    ...{
      id: 'connection-test-address',
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      required: '',
    },
  });
  const form = element('form', { class: 'address' }, [
    element('label', { for: 'connection-test-address' }, ['Or paste the final URL of the browser']),
    element('div', {}, [input, element('button', { type: 'submit', class: 'secondary' }, ['Use this URL'])]),
  ]);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const address = input.value;
    // It contains a code, so it is not shown longer than needed.
    input.value = '';
    await ask('address', { address });
  });
  return form;
}

/** The buttons of a connection test. They stay in place from step to step, so that the keyboard focus is kept. */
export function createConnectionTestControls(ask: Ask): ConnectionTestControls {
  let view: ConnectionTestView | null = null;
  const next = button('Next step', 'primary', () => void ask('step'));
  const open = element('a', { class: 'primary', target: '_blank', rel: 'noopener noreferrer' }, [
    'Open in browser',
  ]);
  const giveUp = button('The browser did not return', 'secondary', () => void ask('give-up'));
  const again = button(
    'Start again',
    'secondary',
    () => void ask('begin', { provider: view?.provider.id, grant: view?.grant }),
  );
  const other = button('Other provider', 'secondary', () => void ask('end'));
  const status = element('p', { class: 'quiet', role: 'status' });
  const form = addressForm(ask);
  const redirect = element('code');
  const back = element('p', { class: 'quiet' }, ['Returns to ', redirect]);
  const code = element('code');
  const enter = element('p', {}, ['Enter this code there: ', code]);
  const root = element('section', { class: 'connection-test-controls', 'aria-label': 'Connection test' }, [
    back,
    enter,
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
      const { state, redirectUri, authorizationUrl, userCode, steps, plan, grant, next: toCome } = now;
      const entering = userCode !== undefined && toCome?.id === tokenStep;
      const waiting = state === 'waiting';
      const over = state === 'done' || state === 'failed';
      const [from, last] = [document.activeElement, steps.at(-1)];
      redirect.textContent = redirectUri;
      back.hidden = grant !== 'authorization_code';
      enter.hidden = !entering;
      code.textContent = userCode ?? '';
      open.hidden = !(waiting || entering) || !authorizationUrl;
      if (authorizationUrl) open.href = authorizationUrl;
      next.hidden = waiting || over;
      // Not disabled, which would remove the keyboard focus. An early press is answered with a message.
      next.setAttribute('aria-disabled', String(state === 'busy' || state === 'entering'));
      form.hidden = !waiting;
      giveUp.hidden = !waiting && state !== 'entering';
      giveUp.textContent = waiting ? 'The browser did not return' : 'The page did not accept the code';
      again.hidden = steps.length === 0;
      const position = last && `Step ${steps.length} of ${plan.length}.`;
      status.textContent = [position, last && `${last.title}: ${last.summary}`, sentenceOf(now)]
        .filter(Boolean)
        .join(' ');
      if (from instanceof HTMLElement && root.contains(from) && from.closest('[hidden]')) {
        ([open, next, again].find(({ hidden }) => !hidden) ?? other).focus();
      }
    },
  };
}
