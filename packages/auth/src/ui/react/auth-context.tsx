import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
} from 'react';
// React 17 has no such hook.
import { useSyncExternalStore } from 'use-sync-external-store/shim';
import type { AuthClient } from '../auth-client.ts';
import { type AuthClientOptions, createAuthClient } from '../client.ts';
import type { DdClient } from '../dd-client.ts';
import type { KeyLocation } from '../seal-key.ts';
import { type AuthState, type AuthStore, createAuthStore } from '../state.ts';

/** The authentication state and its actions. */
export type UseAuth = AuthState &
  Pick<
    AuthStore,
    'signIn' | 'openAgain' | 'signInLink' | 'cancel' | 'signOut' | 'addKey' | 'verify' | 'refresh' | 'dismiss'
  > &
  Pick<AuthClient, 'fetch' | 'callBackend' | 'accessToken' | 'openExternal'>;

interface AuthContextValue {
  readonly client: AuthClient;
  readonly store: AuthStore;
}

const AuthContext = createContext<AuthContextValue | undefined>(undefined);

/** One store per client. StrictMode and hot updates mount the provider again; a sign-in in progress continues. */
const values = new WeakMap<AuthClient | DdClient, AuthContextValue>();

function valueFor(source: AuthClient | DdClient, options: AuthClientOptions): AuthContextValue {
  const known = values.get(source);
  if (known) return known;
  const client = 'session' in source ? source : createAuthClient(source, options);
  const value = { client, store: createAuthStore(client) };
  values.set(source, value);
  return value;
}

/** Props of {@link AuthProvider}: Docker's client, to use a backend, or an existing client. */
export type AuthProviderProps = (
  | {
      /** The result of `createDockerDesktopClient()`. */
      readonly ddClient: DdClient;
      /** `ORG/NAME`, see `createAuthClient`. */
      readonly extensionId?: string;
      /** The path of the socket API, see `createAuthClient`. Default: `/auth`. */
      readonly prefix?: string;
      /** See `createAuthClient`. */
      readonly keyLocation?: KeyLocation;
    }
  | {
      /** The result of `createInPageAuthClient`, in an extension without a backend. */
      readonly client: AuthClient;
    }
) & {
  /** The result of `takeTabCallback`, called before rendering. */
  readonly tabCallback?: string | undefined;
  readonly children: ReactNode;
};

/**
 * Provides {@link useAuth} to its children. Loads the session when it is mounted and when the window gets the focus.
 * Providers with the same client share their state.
 *
 * @example
 *   <AuthProvider ddClient={createDockerDesktopClient()}>
 *     <App />
 *   </AuthProvider>
 */
export function AuthProvider({ tabCallback, children, ...given }: AuthProviderProps): ReactElement {
  const source = 'client' in given ? given.client : given.ddClient;
  const { extensionId, keyLocation, prefix }: AuthClientOptions = 'client' in given ? {} : given;
  const value = useMemo(
    () =>
      valueFor(source, {
        ...(extensionId !== undefined && { extensionId }),
        ...(keyLocation !== undefined && { keyLocation }),
        ...(prefix !== undefined && { prefix }),
      }),
    [source, extensionId, keyLocation, prefix],
  );
  useEffect(() => {
    const { store } = value;
    const refresh = () => void store.refresh();
    if (store.getState().status === 'loading') void store.start(tabCallback);
    else refresh();
    window.addEventListener('focus', refresh);
    return () => window.removeEventListener('focus', refresh);
  }, [value, tabCallback]);
  // Not JSX: webpack 5 does not find react/jsx-runtime of React 17 from an ES module.
  return createElement(AuthContext.Provider, { value }, children);
}

/**
 * Returns the authentication state and its actions.
 *
 * @example
 *   const { accounts, signIn } = useAuth();
 *   return <Button onClick={() => signIn('github')}>Sign in</Button>;
 *
 * @throws Error outside an {@link AuthProvider}
 */
export function useAuth(): UseAuth {
  const context = useContext(AuthContext);
  if (!context) throw new Error('useAuth needs an <AuthProvider> above it.');
  const { client, store } = context;
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const { signIn, openAgain, signInLink, cancel, signOut, addKey, verify, refresh, dismiss } = store;
  const { fetch, callBackend, accessToken, openExternal } = client;
  const actions = { signIn, openAgain, signInLink, cancel, signOut, addKey, verify, refresh, dismiss };
  return { ...state, ...actions, fetch, callBackend, accessToken, openExternal };
}
