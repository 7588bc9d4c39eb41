import { profileAt, valueAt } from '../claims.ts';
import type { Profile } from '../preset.ts';
import type { KeyVerification } from './key-method.ts';
import type { KeyOutcome, KeyVerdict, VerificationResponse, VerifiedCredential } from './key-verdict.ts';
import { retryAfterOf } from './retry-after.ts';
import { verdictMessage } from './verdict-message.ts';

type Response = Exclude<VerificationResponse, { failure: string }>;

/**
 * Returns what the response to a verification request shows of a key.
 *
 * @example
 *   verdictOf(githubKey, { status: 401, headers: {}, body: '{"message":"Bad credentials"}' }).outcome; // 'rejected'
 */
export function verdictOf(credential: VerifiedCredential, response: VerificationResponse): KeyVerdict {
  if ('failure' in response) {
    return { outcome: 'unreachable', message: verdictMessage(credential, 'unreachable', response) };
  }
  const { outcome, owner } = read(response, credential.verification);
  const message = verdictMessage(credential, outcome, response);
  const retryAfter = outcome === 'rate-limited' ? retryAfterOf(response) : undefined;
  return { outcome, message, ...(owner && { owner }), ...(retryAfter !== undefined && { retryAfter }) };
}

interface Reading {
  readonly outcome: KeyOutcome;
  readonly owner?: Profile;
}

function read(response: Response, verification: KeyVerification | undefined): Reading {
  const { status } = response;
  if (isHtml(response)) return { outcome: ofHtml(status) };
  const acceptance = status >= 200 && status < 300 ? acceptanceOf(response, verification) : undefined;
  if (acceptance?.outcome === 'works') return acceptance;
  const refusal = verification?.refusals?.find((each) => matches(each, response));
  return refusal ? { outcome: refusal.means } : (acceptance ?? { outcome: ofStatus(response) });
}

function matches(refusal: { readonly status?: number; readonly text?: string }, { status, body }: Response) {
  const { status: expected = status, text = '' } = refusal;
  return status === expected && body.toLowerCase().includes(text);
}

/** A successful status proves the key only if the body says what the method expects of it. */
function acceptanceOf({ body }: Response, { accepted, owner }: Partial<KeyVerification> = {}): Reading {
  if (!accepted && !owner) return { outcome: 'works' };
  const claims = objectIn(body);
  if (!claims) return { outcome: 'unexpected-response' };
  if (accepted && valueAt(claims, accepted) !== true) return { outcome: 'rejected' };
  const profile = owner && profileAt(owner, claims);
  if (owner && !profile) return { outcome: 'unexpected-response' };
  return { outcome: 'works', ...(profile && { owner: profile }) };
}

function objectIn(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const statuses: ReadonlyMap<number, KeyOutcome> = new Map([
  [401, 'rejected'],
  [402, 'blocked'],
  [403, 'missing-scope'],
  [408, 'provider-error'],
  [423, 'blocked'],
  [429, 'rate-limited'],
  [451, 'blocked'],
]);

function ofStatus({ status, headers }: Response): KeyOutcome {
  if (status === 403 && isLimited(headers)) return 'rate-limited';
  return statuses.get(status) ?? (status >= 500 ? 'provider-error' : 'unexpected-response');
}

/** GitHub answers 403 to a request beyond its limit. */
function isLimited(headers: Response['headers']): boolean {
  return headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
}

/** APIs do not answer with a page. A proxy or a sign-in page of the network does, and knows nothing of the key. */
function isHtml({ headers, body }: Response): boolean {
  return /^text\/html\b/i.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)\b/i.test(body);
}

function ofHtml(status: number): KeyOutcome {
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'provider-error' : 'unexpected-response';
}
