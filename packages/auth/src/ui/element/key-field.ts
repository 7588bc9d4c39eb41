import type { Account } from '../../session/account.ts';
import type { AuthState, AuthStore } from '../state.ts';
import { button, element } from './dom.ts';

/** What a field for a key needs. */
export interface KeyFieldContext {
  readonly provider: AuthState['providers'][number];
  /** The account whose key is replaced. Absent for a new one. */
  readonly account?: Account | undefined;
  readonly store: AuthStore;
  openExternal(url: string): void;
  /** Called when the key was added, or the user cancels. */
  close(): void;
}

/**
 * Creates the form for a key. The field hides what is pasted, and is emptied when the key is sent: nothing shows it again.
 */
export function keyField({ provider, account, store, openExternal, close }: KeyFieldContext): HTMLElement {
  const form = element('form', { part: 'key', label: `Key of ${provider.name}` });
  const { key } = provider;
  if (!key) return form;
  const userName = key.needsUserName ? input('text', 'user-name') : undefined;
  const secret = input('password', 'key');
  const error = element('p', { role: 'alert', part: 'error' });
  const submit = button(account ? 'Replace key' : 'Add key', () => undefined, {
    part: 'button primary',
    key: 'send',
  });
  submit.setAttribute('type', 'submit');

  const send = async () => {
    submit.setAttribute('disabled', '');
    error.textContent = '';
    const pasted = {
      key: secret.value,
      userName: userName?.value,
      ...(account && { replaces: account.id }),
    };
    const problem = await store.addKey(provider.id, pasted);
    secret.value = '';
    submit.removeAttribute('disabled');
    if (!problem) return close();
    error.textContent = `${problem.message} ${problem.advice}`;
    secret.focus();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });

  const page = key.console;
  const scopes = key.scopes.length > 0 ? ` Select ${key.scopes.join(', ')}.` : '';
  form.append(
    element(
      'p',
      { part: 'muted' },
      `Create ${withArticle(key.noun)} at ${provider.name}, and paste it here.${scopes} `,
      page !== undefined &&
        button('Create a key', () => openExternal(page), { part: 'button link', key: 'console' }),
    ),
    ...(userName ? [labelled('User name', userName)] : []),
    labelled(`${key.noun.charAt(0).toUpperCase()}${key.noun.slice(1)}`, secret),
    error,
    element('div', { part: 'actions' }, submit, button('Cancel', close, { key: 'close' })),
  );
  return form;
}

/** `an API key`, `a token`. */
export function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

function input(type: 'text' | 'password', key: string): HTMLInputElement {
  const field = document.createElement('input');
  const attributes = { type, part: 'input', 'data-key': key, spellcheck: 'false', autocapitalize: 'off' };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  field.setAttribute('autocomplete', 'off');
  field.required = true;
  return field;
}

function labelled(text: string, field: HTMLInputElement): HTMLElement {
  return element('label', {}, text, field);
}
