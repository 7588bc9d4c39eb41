import { AuthError } from '../errors.ts';
import { isTemporaryStatus } from '../http/response-status.ts';

/** What a response refused: a key or the tokens of a sign-in. */
export interface RefusedCredential {
  /** The name of the provider. */
  readonly name: string;
  /** A noun: `personal access token`. */
  readonly noun: string;
  /** The scopes that the extension needs. Empty if they are not known. */
  readonly scopes: readonly string[];
  /** What replaces the credential: `Create another personal access token`, or `Sign in again`. */
  readonly replacement: string;
}

type Kind = 'rejected' | 'expired' | 'scope' | 'blocked' | 'temporary' | 'unexpected';

/** The part of a body that is searched. It is only searched, and never shown. */
const SEARCHED = 10_000;

const expired = /\bexpire[sd]?\b/i;
const blocked =
  /\b(?:suspend|block|disabl|deactivat|lock|bann?ed|archiv)\w*|\bSAML\b|\bSSO\b|single sign-on|\bIP (?:address|allow)|\blocation\b|\bpolicy\b/i;
const lacksScope =
  /\b(?:insufficient|scopes?|permissions?|privileges?)\b|not accessible by|not authorized to/i;
const invalidKey =
  /\binvalid_?token\b|\b(?:invalid|bad|malformed|wrong|unknown|incorrect)\b[^.]{0,40}\b(?:key|token|credentials?|auth\w*)\b/i;
const rateLimit = /\brate.?limit/i;

/**
 * Returns the error for a response that refuses a credential: wrong, expired, without a scope, blocked, or not decided.
 * Providers say so in prose, so the body and the headers are searched for the usual words. The status alone decides where
 * they say nothing.
 */
export function refusalOf(credential: RefusedCredential, response: Response, body: string): AuthError {
  const { name, noun, scopes, replacement } = credential;
  const { status } = response;
  const wanted = scopes.length > 0 ? ` It needs ${scopes.join(', ')}.` : '';
  switch (kindOf(response, body.slice(0, SEARCHED))) {
    case 'expired':
      return new AuthError('credential-expired', `The ${noun} of ${name} has expired.`, {
        advice: `${replacement}.`,
      });
    case 'scope':
      return new AuthError('scope-missing', `The ${noun} of ${name} lacks a permission.${wanted}`, {
        advice: `${replacement}, with the permissions that are asked for.`,
      });
    case 'blocked':
      return new AuthError('access-blocked', `${name} blocks this ${noun} or its account.`);
    case 'rejected':
      return new AuthError('credential-rejected', `${name} does not accept this ${noun}.`, {
        advice: `Check that it is complete and was not revoked. ${replacement} if it was.`,
      });
    case 'temporary':
      return new AuthError('provider-unreachable', `${name} returned HTTP ${status}.`, {
        advice: 'Try again in a moment.',
      });
    case 'unexpected':
      return new AuthError('verification-failed', `${name} returned HTTP ${status}, which proves nothing.`);
  }
}

function kindOf({ status, headers }: Response, body: string): Kind {
  const challenge = headers.get('www-authenticate') ?? '';
  const text = `${challenge} ${body}`;
  if (isTemporaryStatus(status) || (status === 403 && rateLimit.test(text))) return 'temporary';
  if (status !== 401 && status !== 403) {
    return (status === 400 || status === 422) && invalidKey.test(text) ? 'rejected' : 'unexpected';
  }
  if (headers.has('x-github-sso')) return 'blocked';
  if (/insufficient_scope/.test(challenge)) return 'scope';
  if (expired.test(text)) return 'expired';
  if (blocked.test(text)) return 'blocked';
  if (lacksScope.test(text)) return 'scope';
  return status === 401 || invalidKey.test(text) ? 'rejected' : 'scope';
}
