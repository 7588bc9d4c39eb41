export type { AuthErrorCode, AuthErrorReport } from '../core/errors.ts';
export type {
  Account,
  KeyEntry,
  ServiceAccount,
  Session,
  SignedOut,
  SignInMethod,
  Verification,
} from '../session/account.ts';
export type { PastedKey } from '../session/keys/keys.ts';
export type { AuthClient, DeviceCode } from './auth-client.ts';
export { type AuthClientOptions, createAuthClient } from './client.ts';
export { bodyOf, type DdClient, type HostCli, type HttpService } from './dd-client.ts';
export type { PendingAttempt } from './pending-attempt.ts';
export type { KeyLocation, KeyPlaces, KeyStorage, SealKey } from './seal-key.ts';
export { SignInError, type SignInProblem } from './sign-in-error.ts';
export { type AuthState, type AuthStore, createAuthStore, type TestResult } from './state.ts';
export { takeTabCallback } from './tab-callback.ts';
