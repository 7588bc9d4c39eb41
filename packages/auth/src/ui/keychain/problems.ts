import { SignInError } from '../sign-in-error.ts';

/**
 * The codes of a keychain that cannot be used, with the advice for the user. Only a page reports them.
 *
 * @example
 *   const isOfKeychain = problem.code in keychainAdvice;
 */
export const keychainAdvice = {
  'keychain-locked': 'Unlock the keychain of this computer, then press "Try again".',
  'keychain-absent':
    'Start a keychain, then press "Try again". On Linux that is GNOME Keyring, KWallet or KeePassXC. On Windows, sign in at the computer itself.',
  'keychain-refused': 'Press "Try again", and allow access when the system asks.',
  'keychain-killed':
    'Press "Try again". If it keeps happening, sign out of the computer and sign in to it again.',
  'keychain-timeout':
    'Answer the prompt of the keychain, which may be behind this window, then press "Try again".',
  'keychain-foreign':
    'Another program has replaced the entry. Restore it, or delete it and reset the backend. Then sign in again.',
  'keychain-failed': 'Press "Try again". If it keeps happening, tell the developer of the extension.',
  'keychain-program-missing':
    'Install the extension again. If it keeps happening, tell the developer of the extension.',
  'keychain-unsupported':
    'Open the extension in Docker Desktop or Rancher Desktop, or install the program ddext-keychain on the PATH.',
} as const;

/** A key of {@link keychainAdvice}. */
export type KeychainErrorCode = keyof typeof keychainAdvice;

/** Creates the error that the page shows. */
export function keychainError(code: KeychainErrorCode, message: string, cause?: unknown): SignInError {
  return new SignInError({ code, message, advice: keychainAdvice[code] }, { cause });
}
