import { causeChain } from './causes.ts';

/**
 * All error codes, with the advice for the user. The set is closed, so a backend, UI or test can switch over it.
 *
 * @example
 *   const advice = authErrorAdvice['access-denied'];
 */
export const authErrorAdvice = {
  'provider-unknown': 'Reload the extension: it asked for a provider that it does not have.',
  'provider-not-configured': "The extension's developer has to complete this provider's settings.",
  'setting-unreadable': "The extension's developer must set this setting again: its value cannot be used.",
  'provider-unreachable': 'Check the network connection, then try again.',
  'provider-misconfigured': "The extension's developer has to correct this provider's settings.",
  'attempt-unknown': 'Return to the app where you started. Press "Sign in" again if the app still offers it.',
  'attempt-expired':
    'Return to the app where you started and press "Sign in" again: a sign-in is open for ten minutes.',
  'attempt-cancelled': 'Press "Sign in" whenever you are ready.',
  'browser-mismatch':
    'Press "Sign in" again, and finish in the browser that opens. If this is that browser, delete its cookies for 127.0.0.1 and localhost first.',
  'response-invalid': 'Press "Sign in" again. If it keeps happening, tell the developer of the extension.',
  'callback-unexpected': 'Press "Sign in" if you want to sign in.',
  'access-denied': 'Press "Sign in" again if that was a mistake.',
  'provider-refused': 'Read the message of the provider, then press "Sign in" again.',
  'exchange-failed': 'Press "Sign in" again. If it keeps happening, tell the developer of the extension.',
  'token-invalid':
    "Stop here: the provider's response failed a security check. Tell the developer of the extension.",
  'profile-unavailable': 'Press "Sign in" again. If it keeps happening, tell the developer of the extension.',
  'subject-invalid':
    "Tell the developer of the extension: the provider's response contains no valid user ID.",
  'account-unknown': 'Reload the extension: the account is no longer signed in.',
  'sign-in-again': 'Press "Sign in" again: the provider no longer accepts the tokens that it issued.',
  'key-malformed': 'Copy the key again, from the page where you created it.',
  'credential-rejected': 'Check that you copied the whole key. If you did, create another one.',
  'key-of-another-user': 'Add it as another account, or paste a key of this account.',
  'credential-expired': 'Create another key and use that instead, or sign in again.',
  'scope-missing': 'Create a key with the listed scopes and use that instead, or sign in again.',
  'access-blocked':
    'Look at the account on the website of the provider, or ask the administrator of your organization.',
  'verification-failed':
    'Check that no proxy responds instead. If it keeps happening, tell the developer of the extension.',
  'dpop-key-lost': 'Press "Sign in" again: without their key, the tokens cannot be used.',
  'refresh-failed': 'Try again in a moment.',
  'host-not-allowed': "The extension's developer has to list this host in the provider's settings.",
  'store-locked': 'Open the extension: its page unlocks the accounts.',
  'store-key-invalid': 'Reload the extension. If it keeps happening, sign in again.',
  'store-quarantined': 'Sign in again. The developer of the extension may want to look at the file.',
  'store-failed': 'Check that the disk is not full, then try again.',
  'device-code-expired': 'Press "Sign in" again for a new code: the old one was not entered in time.',
  'grant-unsupported': "The extension's developer has to choose another grant for this provider.",
  'caller-unknown': 'Reload the extension: its page has to prove first that this backend belongs to it.',
  'backend-owned':
    "This page's data was deleted, or another program called the backend first. To reset the backend, delete owner.json in the extension's volume (docker exec --user 1000 CONTAINER rm /data/owner.json), restart its container, and reload this page.",
  'request-invalid': 'Reload the extension: its page and backend are different versions.',
  unexpected: 'Try again. If it keeps happening, tell the developer of the extension.',
} as const;

/** An error code: a key of {@link authErrorAdvice}. */
export type AuthErrorCode = keyof typeof authErrorAdvice;

/** An {@link AuthError} as JSON, for the extension's socket. */
export interface AuthErrorReport {
  readonly code: AuthErrorCode;
  /** One sentence: what happened. Contains no code, token or secret. */
  readonly message: string;
  /** One sentence: what the user can do. */
  readonly advice: string;
}

/**
 * The error class of this package. Switch over `code`, show `message` and `advice`, log `cause`.
 *
 * @example
 *   if (error instanceof AuthError && error.code === 'sign-in-again') showSignIn(error.advice);
 */
export class AuthError extends Error {
  readonly code: AuthErrorCode;
  /** What the user can do. Default: the advice of the code. */
  readonly advice: string;

  /**
   * @param message what happened, for the user, without any secret
   * @param options.cause the caught error, for logs; it may contain details that must not be shown
   * @param options.advice replaces the advice of the code, if the cause is known more precisely
   */
  constructor(code: AuthErrorCode, message: string, options: { cause?: unknown; advice?: string } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'AuthError';
    this.code = code;
    this.advice = options.advice ?? authErrorAdvice[code];
  }

  report(): AuthErrorReport {
    return { code: this.code, message: this.message, advice: this.advice };
  }
}

/** Returns the AuthError in a chain of causes. */
export function authErrorBehind(error: unknown): AuthError | undefined {
  return causeChain(error).find((cause) => cause instanceof AuthError);
}

/** Converts any caught value to an AuthError. Details of other errors are only in `cause`. */
export function asAuthError(error: unknown): AuthError {
  const own = authErrorBehind(error);
  if (own) return own;
  return new AuthError('unexpected', 'Something went wrong in the extension.', { cause: error });
}
