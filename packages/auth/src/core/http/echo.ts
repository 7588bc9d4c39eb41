import { fromBase64 } from '../base64.ts';
import { isMembers, type Members } from './response-body.ts';

/** The secret parameters of a token request, and of a pushed authorization request (RFC 9126). */
const secretParameters = [
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'device_code',
  'nonce',
  'refresh_token',
  'state',
];
/** Shorter values are not searched for: they may be words of the message. */
const SHORTEST_SECRET = 8;

/**
 * Returns the secrets of such a request: in its form, in its Basic credentials (RFC 6749 section 2.3.1), and its DPoP
 * proof.
 */
export function secretsOf({ body, headers }: Pick<RequestInit, 'body' | 'headers'>): readonly string[] {
  const form = new URLSearchParams(body instanceof URLSearchParams || typeof body === 'string' ? body : '');
  const sent = new Headers(headers);
  const [scheme, credentials = ''] = sent.get('authorization')?.split(' ') ?? [];
  const basic = scheme === 'Basic' ? new TextDecoder().decode(fromBase64(credentials)) : '';
  const [, password] = basic.split(':');
  return [
    ...secretParameters.map((name) => form.get(name)),
    ...[credentials, decoded(password), sent.get('dpop')],
  ].filter((secret) => typeof secret === 'string' && secret.length >= SHORTEST_SECRET) as string[];
}

/**
 * Removes the secrets of the request from a response. Some servers repeat the code or refresh token in an error
 * description ("Invalid refresh token: …"), which is shown and logged.
 */
export function withoutEcho(members: Members, secrets: readonly string[]): Members {
  const hide = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    return secrets.reduce((text, secret) => text.replaceAll(secret, '...'), value);
  };
  const each = (from: Members, change: (value: unknown) => unknown) =>
    Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(value)]));
  return each(members, (value) => (isMembers(value) ? each(value, hide) : hide(value)));
}

/** Basic credentials are form-encoded (RFC 6749 section 2.3.1). Other clients may not do so. */
function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
