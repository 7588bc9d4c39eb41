import { type KeyOutcome, type KeyVerification, verdictOf } from '@ddext-oauth/providers';
import { AuthError } from '../errors.ts';

/** What a response refused: a key, or the tokens of a sign-in. */
export interface RefusedCredential {
  /** The name of the provider. */
  readonly name: string;
  /** A noun: `personal access token`. */
  readonly noun: string;
  /** The scopes that the extension needs. Empty if they are not known. */
  readonly scopes: readonly string[];
  /** What replaces the credential: `Create another personal access token`, or `Sign in again`. */
  readonly replacement: string;
  /** Absent for a sign-in. */
  readonly verification?: KeyVerification | undefined;
}

/** What the UI gets: a response whose body was read. */
export interface ReadResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** The part of a body that is searched. It is only searched, and never shown. */
const SEARCHED = 10_000;

/** What APIs that have no key method say in prose. */
const words: readonly (readonly [RegExp, KeyOutcome])[] = [
  [/\binsufficient_scope\b/, 'missing-scope'],
  [/\bexpire[sd]?\b/i, 'expired'],
  [/\b(?:suspend|block|disabl|deactivat|lock|bann?ed)\w*|\bSAML\b|\bSSO\b|single sign-on/i, 'blocked'],
];

/** Returns what a response shows of a credential. The data of a key method decides, or the usual words. */
export function outcomeOf(
  credential: RefusedCredential,
  { status, headers, body }: ReadResponse,
): KeyOutcome {
  const { verification, ...about } = credential;
  const response = { status, headers: Object.fromEntries(headers), body };
  const { outcome } = verdictOf({ ...about, ...(verification && { verification }) }, response);
  if (verification || (outcome !== 'rejected' && outcome !== 'missing-scope')) return outcome;
  const text = `${headers.get('www-authenticate') ?? ''} ${body.slice(0, SEARCHED)}`;
  return words.find(([word]) => word.test(text))?.[1] ?? outcome;
}

/** Returns the error for what a response refuses. It contains nothing of the body. */
export function refusalOf(credential: RefusedCredential, response: ReadResponse): AuthError {
  const { name, noun, scopes, replacement } = credential;
  const wanted = scopes.length > 0 ? ` It needs ${scopes.join(', ')}.` : '';
  switch (outcomeOf(credential, response)) {
    case 'expired':
      return new AuthError('credential-expired', `The ${noun} of ${name} has expired.`, {
        advice: `${replacement}.`,
      });
    case 'missing-scope':
      return new AuthError('scope-missing', `The ${noun} of ${name} lacks a permission.${wanted}`, {
        advice: `${replacement}, with the permissions that are asked for.`,
      });
    case 'blocked':
      return new AuthError('access-blocked', `${name} blocks this ${noun} or its account.`);
    case 'rejected':
      return new AuthError('credential-rejected', `${name} does not accept this ${noun}.`, {
        advice: `Check that it is complete and was not revoked. ${replacement} if it was.`,
      });
    case 'rate-limited':
    case 'provider-error':
    case 'unreachable':
      return new AuthError('provider-unreachable', `${name} returned HTTP ${response.status}.`, {
        advice: 'Try again in a minute.',
      });
    case 'works':
    case 'unexpected-response':
      return new AuthError(
        'verification-failed',
        `The response (HTTP ${response.status}) is not one of ${name}'s API.`,
      );
  }
}
