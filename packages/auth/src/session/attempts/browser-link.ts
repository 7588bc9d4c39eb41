import { toBase64url } from '../../core/base64.ts';
import { AuthError } from '../../core/errors.ts';
import type { AuthorizationRequest } from '../../core/grants/authorize.ts';

/** One link of an attempt. The first browser that opens it is bound to it by a cookie, and returns with its state. */
export interface BrowserLink {
  /** 128 random bits, base64url. */
  readonly id: string;
  readonly state: string;
  /** The authorization request. Undefined after the attempt has an outcome. */
  request: AuthorizationRequest | undefined;
  /** The required value of the cookie. Set when a browser opens the link. */
  browserKey: string | undefined;
}

export function createLink(id: string, request: AuthorizationRequest): BrowserLink {
  return { id, state: request.state, request, browserKey: undefined };
}

/** Returns whether the cookie is that of the browser that opened the link. */
export function isBoundTo({ browserKey }: BrowserLink, actual: string | undefined): boolean {
  return browserKey !== undefined && sameSecret(browserKey, actual);
}

/** A browser deletes cookies beyond its limit per host, and every program on 127.0.0.1 can set cookies. */
export function browserMismatch(browserKey: string | undefined): AuthError {
  const message =
    browserKey === undefined
      ? 'This sign-in was started in another browser, or this browser has deleted its cookie: a browser keeps about 180 cookies for an address, and every program on this machine shares them.'
      : 'This sign-in was started in another browser.';
  return new AuthError('browser-mismatch', message);
}

export function randomText(bytes: number): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** Compares in constant time. */
function sameSecret(expected: string, actual = ''): boolean {
  let difference = expected.length ^ actual.length;
  for (let index = 0; index < expected.length; index++) {
    difference |= expected.charCodeAt(index) ^ actual.charCodeAt(index);
  }
  return difference === 0;
}
