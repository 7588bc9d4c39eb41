import type { Account, SignInMethod } from '../../session/account.ts';
import type { DeviceCode } from '../auth-client.ts';
import type { AuthState, AuthStore } from '../state.ts';
import { button, type Child, element } from './dom.ts';
import { withArticle } from './key-field.ts';

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
  /** The ID of the provider or account whose field for a key is open. */
  readonly openKey: string | undefined;
  /** Opens the field for a key of a provider, or for another key of an account; closes it without an ID. */
  showKeyField(id?: string): void;
  /** The open field. It stays the same across renderings, with what was typed. */
  keyField(provider: Provider, account?: Account): HTMLElement;
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
  const { problem, notice, endSessionUrl, keyPage } = state;
  return [
    problem && element('p', { role: 'alert', part: 'error' }, `${problem.message} ${problem.advice}`),
    notice && element('p', { role: 'status', part: 'muted' }, `${notice.message} ${notice.advice}`),
    keyPage !== undefined &&
      element(
        'p',
        { role: 'status' },
        'The key is removed here. It is valid until you delete it at the provider. ',
        button("Open the provider's page", () => openExternal(keyPage), { part: 'button link' }),
      ),
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
  const works = context.state.providers.some(({ signInMethods }) => signInMethods.length > 0);
  const items = context.state.providers.map((provider) =>
    element('li', { part: 'provider' }, ...providerButtons(context, provider)),
  );
  return [
    element(
      'p',
      { part: 'muted' },
      works ? 'Sign in to continue. Your browser opens; then come back here.' : 'Add a key to continue.',
    ),
    element('ul', { role: 'list' }, ...items),
    ...services(context),
  ];
}

/** The accounts of the extension itself. */
function services({ state }: ViewContext): readonly Child[] {
  return (state.services ?? []).map(({ provider, kind, problem }) => {
    const what = kind === 'client_credentials' ? 'its own account' : 'a key that its administrator sets';
    const text = `This extension uses ${what} at ${provider.name}, the same for every user.`;
    return element('p', { part: 'muted' }, problem ? `${text} ${problem.message}` : text);
  });
}

/** The button that opens the field for a key, or the open field. */
function keyEntry(context: ViewContext, provider: Provider): readonly Child[] {
  const { id, name, key, signInMethods } = provider;
  if (!key) return [];
  if (context.openKey === id) return [context.keyField(provider)];
  const part = signInMethods.length > 0 ? 'button' : 'button primary';
  const properties = { part, key: `key ${id}`, disabled: key.problem !== undefined };
  return [
    button(`Use ${withArticle(key.noun)} of ${name}`, () => context.showKeyField(id), properties),
    key.problem && element('p', { part: 'muted' }, key.problem.message),
  ];
}

function providerButtons(context: ViewContext, provider: Provider): readonly Child[] {
  return [...signInButtons(context, provider), ...keyEntry(context, provider)];
}

function signInButtons({ store }: ViewContext, provider: Provider): readonly Child[] {
  const { id, name, signInMethods, note, problem, simulated, key } = provider;
  if (key && signInMethods.length === 0) return [note !== undefined && element('p', { part: 'muted' }, note)];
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

function accounts(context: ViewContext): readonly Child[] {
  const items = context.state.accounts.map((account) => accountItem(account, context));
  return [element('ul', { role: 'list' }, ...items), ...services(context)];
}

function accountItem(account: Account, context: ViewContext): HTMLElement {
  const { id, profile, provider, key } = account;
  const { state, store } = context;
  const name = profile.name ?? profile.email ?? profile.id;
  const method = key ? `${key.noun} of ${provider.name}` : `signed in with ${provider.name}`;
  const details = [profile.email, method].filter(Boolean).join(' · ');
  const offered = state.providers.find((each) => each.id === provider.id);
  const canReplace = key && offered?.key;
  return element(
    'li',
    { part: 'account' },
    element('h2', {}, name),
    element('p', { part: 'muted' }, details),
    ...testResult(context, id),
    element(
      'div',
      { part: 'actions' },
      button('Test connection', () => void store.verify(id), {
        key: `test ${id}`,
        label: `Test connection of ${name}`,
      }),
      canReplace &&
        button('Replace key', () => context.showKeyField(id), {
          key: `replace ${id}`,
          label: `Replace key of ${name}`,
        }),
      key
        ? button('Remove', () => void store.signOut(id), { key: id, label: `Remove ${name}` })
        : button('Sign out', () => void store.signOut(id), { key: id, label: `Sign out ${name}` }),
    ),
    ...(canReplace && offered && context.openKey === id ? [context.keyField(offered, account)] : []),
  );
}

/** What the last connection test of an account found. */
function testResult({ state }: ViewContext, id: string): readonly Child[] {
  const { account, result } = state.verification ?? {};
  if (account !== id) return [];
  if (!result) return [element('p', { role: 'status', part: 'muted' }, 'Testing the connection…')];
  if (result.status !== 'failed') return [element('p', { role: 'status' }, result.message)];
  const { message, advice } = result.problem;
  return [element('p', { role: 'alert', part: 'error' }, `${message} ${advice}`)];
}
