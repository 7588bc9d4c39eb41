import type { Account, SignInMethod } from '../../session/account.ts';
import type { DeviceCode } from '../auth-client.ts';
import type { AuthState, AuthStore } from '../state.ts';
import { button, type Child, element } from './dom.ts';

type Provider = AuthState['providers'][number];

/** What a view shows, and what its buttons do. */
export interface ViewContext {
  readonly state: AuthState;
  readonly store: AuthStore;
  /** Whether the user may have finished in the browser without a result here. */
  readonly isLate: boolean;
  /** Whether the link was copied. */
  readonly isCopied: boolean;
  openExternal(url: string): void;
  copyLink(): void;
}

const methodLabels: Readonly<Record<SignInMethod, string>> = {
  authorization_code: 'Use the browser',
  bridge: 'Return through docker.com',
  device_code: 'Use a code on another device',
};

/** Returns what the state shows: messages, and one view. */
export function view(context: ViewContext): readonly Child[] {
  return [...messages(context), ...views[context.state.status](context)];
}

const views: Readonly<Record<AuthState['status'], (context: ViewContext) => readonly Child[]>> = {
  loading: () => [element('p', { role: 'status', part: 'muted' }, 'Loading…')],
  unavailable: tryAgain,
  locked: tryAgain,
  'signed-out': signIn,
  waiting,
  'signed-in': accounts,
};

function messages({ state, openExternal }: ViewContext): readonly Child[] {
  const { problem, notice, endSessionUrl } = state;
  return [
    problem && element('p', { role: 'alert', part: 'error' }, `${problem.message} ${problem.advice}`),
    notice && element('p', { role: 'status', part: 'muted' }, `${notice.message} ${notice.advice}`),
    endSessionUrl !== undefined &&
      element(
        'p',
        { role: 'status' },
        'You are signed out here. ',
        button('Sign out at the provider too', () => openExternal(endSessionUrl), { part: 'button link' }),
      ),
  ];
}

function tryAgain({ store }: ViewContext): readonly Child[] {
  return [button('Try again', () => void store.refresh(), { part: 'button primary' })];
}

function signIn(context: ViewContext): readonly Child[] {
  const items = context.state.providers.map((provider) =>
    element('li', { part: 'provider' }, ...providerButtons(context, provider)),
  );
  return [
    element('p', { part: 'muted' }, 'Sign in to continue. Your browser opens; then come back here.'),
    element('ul', { role: 'list' }, ...items),
  ];
}

function providerButtons({ store }: ViewContext, provider: Provider): readonly Child[] {
  const { id, name, signInMethods, note, problem, simulated } = provider;
  const disabled = problem !== undefined || signInMethods.length === 0;
  const remarks = [note, simulated && `Simulated: ${name} has no client ID yet.`, problem?.message];
  return [
    button(`Sign in with ${name}`, () => void store.signIn(id), {
      part: 'button primary',
      key: id,
      disabled,
    }),
    ...signInMethods
      .slice(1)
      .filter((method) => method !== 'bridge')
      .map((method) => methodButton(store, provider, method, disabled)),
    ...remarks.map((remark) => remark && element('p', { part: 'muted' }, remark)),
  ];
}

function methodButton(
  store: AuthStore,
  { id, name }: Provider,
  method: SignInMethod,
  disabled = false,
): Child {
  const properties = {
    key: `${id} ${method}`,
    label: `${methodLabels[method]} to sign in with ${name}`,
    disabled,
  };
  return button(methodLabels[method], () => void store.signIn(id, method), properties);
}

function waiting(context: ViewContext): readonly Child[] {
  const { state, store, isCopied, copyLink } = context;
  const { providers, waitingFor, device, hasLink } = state;
  const name = providers.find(({ id }) => id === waitingFor)?.name ?? 'your provider';
  const task = device
    ? 'Waiting for you to enter the code.'
    : `Finish signing in with ${name} in your browser.`;
  return [
    ...(device ? deviceCode(context, device, name) : []),
    element('p', { role: 'status' }, task),
    element(
      'div',
      { part: 'actions' },
      hasLink && button('Open the browser again', () => void store.openAgain()),
      hasLink && button(isCopied ? 'Copied' : 'Copy link', copyLink, { key: 'copy' }),
      button('Cancel', () => store.cancel()),
    ),
    ...otherMethods(context),
  ];
}

/** The code is shown even if the link contains it, so that the user can compare the two (RFC 8628 section 3.3.1). */
function deviceCode({ openExternal }: ViewContext, device: DeviceCode, name: string): readonly Child[] {
  const { userCode, verificationUri, verificationUriComplete = verificationUri, expiresAt } = device;
  const open = () => openExternal(verificationUriComplete);
  return [
    element(
      'p',
      {},
      'Open ',
      button(verificationUri, open, { part: 'button link', key: 'verification' }),
      ' and enter:',
    ),
    element('p', { part: 'code', role: 'group', label: 'Code' }, userCode),
    element('p', { part: 'muted' }, `Code expires at ${new Date(expiresAt).toLocaleTimeString()}.`),
    element(
      'p',
      {},
      `Only enter this code if you started signing in with ${name} here. Never enter a code someone sent you.`,
    ),
  ];
}

/** Offered when no response arrived: another method may work in this browser. */
function otherMethods({ state, store, isLate }: ViewContext): readonly Child[] {
  const { providers, waitingFor, device, resumed, signInMethod } = state;
  const provider = providers.find(({ id }) => id === waitingFor);
  const others = provider?.signInMethods.filter((method) => method !== signInMethod) ?? [];
  if (!provider || device || !(isLate || resumed) || others.length === 0) return [];
  const start = (method: SignInMethod) => {
    store.cancel();
    void store.signIn(provider.id, method);
  };
  return [
    element('p', { part: 'muted' }, 'Finished in the browser, but still waiting here?'),
    ...others.map((method) => button(methodLabels[method], () => start(method))),
  ];
}

function accounts({ state, store }: ViewContext): readonly Child[] {
  return [element('ul', { role: 'list' }, ...state.accounts.map((account) => accountItem(account, store)))];
}

function accountItem({ id, profile, provider }: Account, store: AuthStore): HTMLElement {
  const name = profile.name ?? profile.email ?? profile.id;
  const details = [profile.email, `signed in with ${provider.name}`].filter(Boolean).join(' · ');
  return element(
    'li',
    { part: 'account' },
    element('h2', {}, name),
    element('p', { part: 'muted' }, details),
    button('Sign out', () => void store.signOut(id), { key: id, label: `Sign out ${name}` }),
  );
}
