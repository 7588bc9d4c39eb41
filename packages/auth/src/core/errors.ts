import { causeChain } from './causes.ts';

/**
 * Every way in which signing in can fail, and what the person at the screen can do about it.
 * The set is closed: a backend, a UI and a test may switch over it.
 */
export const authErrorAdvice = {
  'provider-unknown': 'Reload the extension: it asked for a provider that it does not have.',
  'provider-not-configured': "The extension's developer has to complete this provider's settings.",
  'setting-unreadable':
    "The extension's developer has to write this setting again: what is there cannot be used.",
  'provider-unreachable': 'Check the network connection, then try again.',
  'provider-misconfigured': "The extension's developer has to correct this provider's settings.",
  'attempt-unknown': 'Return to the app where you started. Press "Sign in" again if the app still offers it.',
  'attempt-expired':
    'Go back to Docker Desktop and press "Sign in" again: a sign-in is open for ten minutes.',
  'attempt-cancelled': 'Press "Sign in" whenever you are ready.',
  'browser-mismatch':
    'Press "Sign in" again, and finish in the browser that Docker Desktop opens. If this is that browser, delete its cookies for 127.0.0.1 and localhost first.',
  'response-invalid': 'Press "Sign in" again. If it keeps happening, tell the developer of the extension.',
  'callback-unexpected': 'Press "Sign in" if you want to sign in.',
  'access-denied': 'Press "Sign in" again if that was a mistake.',
  'provider-refused': 'Read what the provider said, then press "Sign in" again.',
  'exchange-failed': 'Press "Sign in" again. If it keeps happening, tell the developer of the extension.',
  'token-invalid':
    "Stop here: the provider's response failed a security check. Tell the developer of the extension.",
  'profile-unavailable': 'Press "Sign in" again. If it keeps happening, tell the developer of the extension.',
  'subject-invalid':
    "Tell the developer of the extension: the provider's answer does not identify the person in a valid form.",
  'account-unknown': 'Reload the extension: the account is no longer signed in.',
  'sign-in-again': 'Press "Sign in" again: the provider no longer accepts the tokens that it issued.',
  'refresh-failed': 'Try again in a moment.',
  'host-not-allowed': "The extension's developer has to list this host in the provider's settings.",
  'store-locked': 'Open the extension in Docker Desktop: its page unlocks the accounts.',
  'store-key-invalid': 'Reload the extension. If it keeps happening, sign in again.',
  'store-quarantined': 'Sign in again. The developer of the extension may want to look at the file.',
  'store-failed': 'Check that the disk is not full, then try again.',
  'device-code-expired': 'Press "Sign in" again for a new code: the old one was not entered in time.',
  'grant-unsupported': "The extension's developer has to choose another way to sign in at this provider.",
  'request-invalid': 'Reload the extension: its page and backend are different versions.',
  unexpected: 'Try again. If it keeps happening, tell the developer of the extension.',
} as const;

/** One of the closed set. */
export type AuthErrorCode = keyof typeof authErrorAdvice;

/** An {@link AuthError} as it crosses the extension's socket. */
export interface AuthErrorReport {
  readonly code: AuthErrorCode;
  /** One sentence: what happened. Never a code, token or secret. */
  readonly message: string;
  /** One sentence: what the person at the screen can do. */
  readonly advice: string;
}

/** The one error class of this package. Switch over `code`; show `message` and `advice`; log `cause`. */
export class AuthError extends Error {
  readonly code: AuthErrorCode;
  /** What the person at the screen can do: the advice of the code, unless more is known. */
  readonly advice: string;

  /**
   * @param message what happened, for a person, without any secret
   * @param options.cause what was caught, for logs; it may carry details that nobody should be shown
   * @param options.advice in place of the advice of the code, where the cause is known more exactly
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

/** The AuthError in a chain of causes. */
export function authErrorBehind(error: unknown): AuthError | undefined {
  return causeChain(error).find((cause) => cause instanceof AuthError);
}

/** Anything caught, as an AuthError; what is not one keeps its details to `cause`. */
export function asAuthError(error: unknown): AuthError {
  const own = authErrorBehind(error);
  if (own) return own;
  return new AuthError('unexpected', 'Something went wrong in the extension.', { cause: error });
}
