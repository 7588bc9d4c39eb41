import { createHash } from 'node:crypto';
import { ATTEMPT_LIFETIME_MS } from '../session/attempts.ts';

/**
 * The name of the cookie that binds an attempt to a browser. A browser sends the cookies of 127.0.0.1 to every port of it
 * (RFC 6265 section 8.5), so another program can read name and value. The name is made of hashes: it keeps extensions and
 * attempts apart, and reveals neither the attempt's id, which opens its link, nor its state.
 */
export function cookieName(extensionId: string, attempt: string): string {
  return `ddext-${hash(extensionId).slice(0, 12)}-${hash(attempt).slice(0, 32)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * `Lax`, because the provider's redirect is a cross-site navigation; not `Secure`, because loopback is plain http. Chromium
 * keeps about 180 cookies for a host, and those of high priority the longest.
 */
export const cookieOptions = {
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  maxAge: ATTEMPT_LIFETIME_MS,
  priority: 'high',
} as const;

/** The value of one cookie in a Cookie header (RFC 6265 section 4.2.1). Names here need no decoding, nor do values. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
