import { createHash } from 'node:crypto';
import { ATTEMPT_LIFETIME_MS } from '../session/attempts.ts';

/**
 * The cookie that binds an attempt to a browser. Cookies on 127.0.0.1 are shared by every port, so its name carries
 * the extension and the attempt; two extensions, or two attempts in one browser, do not meet.
 */
export function cookieName(extensionId: string, attempt: string): string {
  const extension = createHash('sha256').update(extensionId).digest('hex').slice(0, 12);
  return `ddext-${extension}-${attempt}`;
}

/** `Lax`, because the provider's redirect is a cross-site navigation; not `Secure`, because loopback is plain http. */
export const cookieOptions = {
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  maxAge: ATTEMPT_LIFETIME_MS,
} as const;

/** The value of one cookie in a Cookie header (RFC 6265 section 4.2.1). Names here need no decoding, nor do values. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
