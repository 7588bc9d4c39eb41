export type { Account, Session } from '../session/account.ts';
export { type AuthClient, createAuthClient, SignInError, type SignInProblem } from './client.ts';
export { bodyOf, type DdClient, type HttpService } from './dd-client.ts';
export { type AuthState, type AuthStore, createAuthStore } from './state.ts';
