export type { AuthErrorCode, AuthErrorReport } from '../core/errors.ts';
export type { Account, Session, SignedOut, SignInMethod } from '../session/account.ts';
export {
  type AuthClient,
  type AuthClientOptions,
  createAuthClient,
  type DeviceCode,
} from './client.ts';
export { bodyOf, type DdClient, type HttpService } from './dd-client.ts';
export type { PendingAttempt } from './pending-attempt.ts';
export type { KeyStorage } from './seal-key.ts';
export { SignInError, type SignInProblem } from './sign-in-error.ts';
export { type AuthState, type AuthStore, createAuthStore } from './state.ts';
export { takeTabCallback } from './tab-callback.ts';
