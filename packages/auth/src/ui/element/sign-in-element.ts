import type { AuthClient } from '../auth-client.ts';
import { createAuthClient } from '../client.ts';
import type { DdClient } from '../dd-client.ts';
import { type AuthState, type AuthStore, createAuthStore } from '../state.ts';
import { type KeyFieldContext, keyField } from './key-field.ts';
import { style } from './style.ts';
import { view } from './views.ts';

/** After this time, the user may have finished in the browser without a result here. */
const PATIENCE_MS = 30_000;

/** A class without a browser, so that a program that renders on a server can import this module. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * `<ddext-sign-in>`: signs users in, in a page without React. It shows each state of an `AuthStore`, and sends the event
 * `ddext-state` when the state changes, with the state as its `detail`. Attributes: `extension-id` and `prefix`, see
 * `createAuthClient`.
 *
 * Its custom properties are `--ddext-accent`, `--ddext-on-accent`, `--ddext-text`, `--ddext-muted`, `--ddext-background`,
 * `--ddext-border`, `--ddext-error`, `--ddext-gap`, `--ddext-radius`, `--ddext-font` and `--ddext-color-scheme`. Its parts are
 * `button`, `primary`, `link`, `actions`, `provider`, `account`, `key`, `input`, `code`, `muted` and `error`.
 *
 * @example
 *   defineSignInElement();
 *   const element = document.querySelector('ddext-sign-in');
 *   element.ddClient = createDockerDesktopClient();
 *   element.addEventListener('ddext-state', ({ detail }) => console.log(detail.status));
 */
export class SignInElement extends Base {
  /** The response in the tab's URL, from `takeTabCallback`. Set it before `ddClient`. */
  tabCallback: string | undefined;
  #ddClient: DdClient | undefined;
  #client: AuthClient | undefined;
  #store: AuthStore | undefined;
  #section: HTMLElement | undefined;
  #unsubscribe: (() => void) | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #isLate = false;
  #copied: string | undefined;
  /** The open field for a key. */
  #openKey: { readonly id: string; field?: HTMLElement } | undefined;

  /** The result of `createDockerDesktopClient()`. Setting it starts the element. */
  get ddClient(): DdClient | undefined {
    return this.#ddClient;
  }
  set ddClient(ddClient: DdClient | undefined) {
    this.#ddClient = ddClient;
    if (!ddClient) return;
    const [extensionId, prefix] = [this.getAttribute('extension-id'), this.getAttribute('prefix')];
    const options = { ...(extensionId && { extensionId }), ...(prefix && { prefix }) };
    this.client = createAuthClient(ddClient, options);
  }

  /** The client that the element uses, for API calls. Set it in place of `ddClient` in an extension without a backend. */
  get client(): AuthClient | undefined {
    return this.#client;
  }
  set client(client: AuthClient | undefined) {
    this.#stop();
    this.#client = client;
    this.#store = client && createAuthStore(client);
    if (this.isConnected) this.#start();
  }

  /** The state that the element shows. */
  get state(): AuthState | undefined {
    return this.#store?.getState();
  }

  connectedCallback(): void {
    this.#adopt('tabCallback');
    this.#adopt('client');
    this.#adopt('ddClient');
    this.#start();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  /** A property that was set before this class was defined hides the accessor. */
  #adopt(name: 'ddClient' | 'client' | 'tabCallback'): void {
    const value = Object.getOwnPropertyDescriptor(this, name)?.value;
    if (value === undefined || name === 'tabCallback') return;
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, value);
  }

  #start(): void {
    const store = this.#store;
    if (!store || this.#unsubscribe) return;
    const refresh = () => void store.refresh();
    const unsubscribe = store.subscribe(() => this.#changed(store));
    window.addEventListener('focus', refresh);
    this.#unsubscribe = () => {
      unsubscribe();
      window.removeEventListener('focus', refresh);
    };
    if (store.getState().status === 'loading') void store.start(this.tabCallback);
    else refresh();
    this.#render();
  }

  #stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#wait(false);
  }

  #changed(store: AuthStore): void {
    const state = store.getState();
    if (state.status !== 'waiting') this.#wait(false);
    else if (this.#patience === undefined) this.#wait(true);
    this.#render();
    this.dispatchEvent(new CustomEvent('ddext-state', { detail: state }));
  }

  #wait(isWaiting: boolean): void {
    clearTimeout(this.#patience);
    this.#isLate = false;
    this.#copied = undefined;
    const late = () => {
      this.#isLate = true;
      this.#render();
    };
    this.#patience = isWaiting ? setTimeout(late, PATIENCE_MS) : undefined;
  }

  /** Replaces what is shown. The focus stays on the same control, or on the whole element if that control is gone. */
  #render(): void {
    const [store, client] = [this.#store, this.#client];
    if (!store || !client) return;
    const section = this.#sectionOf();
    const focused = this.shadowRoot?.activeElement;
    const key = focused?.getAttribute('data-key');
    const nodes = view({
      state: store.getState(),
      store,
      isLate: this.#isLate,
      isCopied: this.#copied !== undefined,
      openExternal: (url) => client.openExternal(url),
      copyLink: () => void this.#copyLink(store),
      openKey: this.#openKey?.id,
      showKeyField: (id) => this.#showKeyField(id),
      keyField: (provider, account) => this.#keyField({ provider, account, store }, client),
    });
    section.replaceChildren(...nodes.filter((node) => node !== undefined && node !== false));
    if (!focused) return;
    const same = [...section.querySelectorAll<HTMLElement>('[data-key]')].find(
      (one) => one.getAttribute('data-key') === key,
    );
    (same ?? section).focus();
  }

  #showKeyField(id: string | undefined): void {
    this.#openKey = id === undefined ? undefined : { id };
    this.#render();
    this.#openKey?.field?.querySelector('input')?.focus();
  }

  #keyField(about: Pick<KeyFieldContext, 'provider' | 'account' | 'store'>, client: AuthClient): HTMLElement {
    const open = this.#openKey ?? { id: about.provider.id };
    open.field ??= keyField({
      ...about,
      openExternal: (url) => client.openExternal(url),
      close: () => this.#showKeyField(undefined),
    });
    return open.field;
  }

  async #copyLink(store: AuthStore): Promise<void> {
    const link = await store.signInLink();
    if (link === undefined) return;
    await navigator.clipboard.writeText(link);
    this.#copied = link;
    this.#render();
  }

  #sectionOf(): HTMLElement {
    if (this.#section) return this.#section;
    const root = this.attachShadow({ mode: 'open' });
    const sheet = document.createElement('style');
    sheet.textContent = style;
    this.#section = document.createElement('section');
    this.#section.setAttribute('aria-label', 'Sign-in');
    this.#section.tabIndex = -1;
    root.append(sheet, this.#section);
    return this.#section;
  }
}

/**
 * Defines `<ddext-sign-in>`. A second call does nothing.
 *
 * @example
 *   import { defineSignInElement } from '@ddext-oauth/auth/element';
 *   defineSignInElement();
 */
export function defineSignInElement(): void {
  if (!customElements.get('ddext-sign-in')) customElements.define('ddext-sign-in', SignInElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'ddext-sign-in': SignInElement;
  }
}
