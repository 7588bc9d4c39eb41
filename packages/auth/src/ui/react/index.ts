export { AuthProvider, type AuthProviderProps, type UseAuth, useAuth } from './auth-context.tsx';
