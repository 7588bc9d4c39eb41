export {
  type Extension,
  type Grant,
  type Redirect,
  redirectUriOf,
  redirectUrisOf,
} from '@ddext-oauth/providers';
export type { ClientOptions } from './core/client/client.ts';
export {
  defineProvider,
  type ProviderSettings,
  type ReadVariable,
  type Setting,
  type SettingByName,
  type Variables,
} from './core/client/settings.ts';
export { AuthError, type AuthErrorCode, type AuthErrorReport, authErrorAdvice } from './core/errors.ts';
export {
  defineKey,
  type FixedCredential,
  type KeySettings,
} from './core/keys/key-settings.ts';
export { SettingsError } from './core/settings-error.ts';
export type {
  Account,
  KeyEntry,
  ServiceAccount,
  Session,
  SignedOut,
  SignInMethod,
  Verification,
} from './session/account.ts';
export type { ApiRequest } from './session/api-calls/api.ts';
export type { AttemptOutcome } from './session/attempts/attempts.ts';
export { Auth, type AuthOptions } from './session/auth.ts';
export type { PastedKey } from './session/keys/keys.ts';
export type { SignInEvent } from './session/sign-in-event.ts';
export type { DeviceSignInAttempt, SignInAttempt } from './session/sign-ins.ts';
export { type SimulatedProvider, simulated } from './session/simulated-provider.ts';
