import { createHash } from 'node:crypto';
import { ATTEMPT_LIFETIME_MS } from '../session/attempts/attempts.ts';

/**
 * Returns the name of the cookie that binds an attempt to a browser. A browser sends the cookies of 127.0.0.1 to every
 * port (RFC 6265 section 8.5), so other programs can read name and value. The name consists of hashes. It is unique per
 * extension and attempt, and reveals neither the attempt's ID, which opens its link, nor its state.
 */
export function cookieName(extensionId: string, attempt: string): string {
  return `ddext-${hash(extensionId).slice(0, 12)}-${hash(attempt).slice(0, 32)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * `Lax`, because the provider's redirect is a cross-site navigation. Not `Secure`, because loopback uses plain http.
 * Chromium keeps about 180 cookies for a host, and deletes cookies of high priority last.
 */
export const cookieOptions = {
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  maxAge: ATTEMPT_LIFETIME_MS,
  priority: 'high',
} as const;

/**
 * Returns the value of one cookie in a Cookie header (RFC 6265 section 4.2.1). Names and values need no decoding here.
 */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
