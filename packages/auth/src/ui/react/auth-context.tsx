import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { createAuthClient } from '../client.ts';
import type { DdClient } from '../dd-client.ts';
import { type AuthState, type AuthStore, createAuthStore } from '../state.ts';

/** The state of signing in, and what can be done about it. */
export type UseAuth = AuthState & Pick<AuthStore, 'signIn' | 'cancel' | 'signOut' | 'refresh'>;

const AuthContext = createContext<AuthStore | undefined>(undefined);

export interface AuthProviderProps {
  /** What `createDockerDesktopClient()` returns. */
  readonly ddClient: DdClient;
  readonly children: ReactNode;
}

/** Gives everything below it {@link useAuth}. Asks the backend when it appears and whenever the window comes forward. */
export function AuthProvider({ ddClient, children }: AuthProviderProps) {
  const store = useMemo(() => createAuthStore(createAuthClient(ddClient)), [ddClient]);
  useEffect(() => {
    const refresh = () => void store.refresh();
    refresh();
    window.addEventListener('focus', refresh);
    return () => window.removeEventListener('focus', refresh);
  }, [store]);
  return <AuthContext.Provider value={store}>{children}</AuthContext.Provider>;
}

/** @throws Error outside an {@link AuthProvider} */
export function useAuth(): UseAuth {
  const store = useContext(AuthContext);
  if (!store) throw new Error('useAuth needs an <AuthProvider> above it.');
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const { signIn, cancel, signOut, refresh } = store;
  return { ...state, signIn, cancel, signOut, refresh };
}
