import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { type AuthClient, createAuthClient } from '../client.ts';
import type { DdClient } from '../dd-client.ts';
import { type AuthState, type AuthStore, createAuthStore } from '../state.ts';

/** The state of signing in, and what can be done about it. */
export type UseAuth = AuthState &
  Pick<AuthStore, 'signIn' | 'openAgain' | 'signInLink' | 'cancel' | 'signOut' | 'refresh'> &
  Pick<AuthClient, 'fetch' | 'accessToken' | 'openExternal'>;

interface AuthContextValue {
  readonly client: AuthClient;
  readonly store: AuthStore;
}

const AuthContext = createContext<AuthContextValue | undefined>(undefined);

/**
 * One store for each client. StrictMode and hot updates mount the provider again, and a sign-in in progress continues.
 */
const values = new WeakMap<AuthClient | DdClient, AuthContextValue>();

function valueFor(source: AuthClient | DdClient): AuthContextValue {
  const known = values.get(source);
  if (known) return known;
  const client = 'session' in source ? source : createAuthClient(source);
  const value = { client, store: createAuthStore(client) };
  values.set(source, value);
  return value;
}

/** Props of {@link AuthProvider}: Docker's client, for a backend to be asked through, or a client made already. */
export type AuthProviderProps = (
  | {
      /** What `createDockerDesktopClient()` returns. */
      readonly ddClient: DdClient;
    }
  | {
      /** What `createInPageAuthClient` returns, in an extension without a backend. */
      readonly client: AuthClient;
    }
) & {
  /** What `takeTabCallback` found before anything was rendered. */
  readonly tabCallback?: string | undefined;
  readonly children: ReactNode;
};

/**
 * Gives everything below it {@link useAuth}. Asks the backend when it appears and whenever the window comes forward. Providers
 * of the same client share what they know.
 */
export function AuthProvider({ tabCallback, children, ...given }: AuthProviderProps) {
  const source = 'client' in given ? given.client : given.ddClient;
  const value = useMemo(() => valueFor(source), [source]);
  useEffect(() => {
    const { store } = value;
    const refresh = () => void store.refresh();
    if (store.getState().status === 'loading') void store.start(tabCallback);
    else refresh();
    window.addEventListener('focus', refresh);
    return () => window.removeEventListener('focus', refresh);
  }, [value, tabCallback]);
  return <AuthContext.Provider value={value}>{children}</AuthContext.Provider>;
}

/** The state of signing in and what can be done about it. @throws Error outside an {@link AuthProvider} */
export function useAuth(): UseAuth {
  const context = useContext(AuthContext);
  if (!context) throw new Error('useAuth needs an <AuthProvider> above it.');
  const { client, store } = context;
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const { signIn, openAgain, signInLink, cancel, signOut, refresh } = store;
  const { fetch, accessToken, openExternal } = client;
  const actions = { signIn, openAgain, signInLink, cancel, signOut, refresh };
  return { ...state, ...actions, fetch, accessToken, openExternal };
}
