import type { AuthorizationRequest } from '../core/authorize.ts';
import { toBase64url } from '../core/base64.ts';
import { AuthError } from '../core/errors.ts';

/** One link of an attempt. A browser opens it first, is bound to it by a cookie, and comes back with its state. */
export interface BrowserLink {
  /** 128 random bits, base64url. */
  readonly id: string;
  readonly state: string;
  /** What is exchanged; absent once the attempt has an outcome. */
  request: AuthorizationRequest | undefined;
  /** Set when a browser opened the link: what its cookie must hold from then on. */
  browserKey: string | undefined;
}

export function createLink(id: string, request: AuthorizationRequest): BrowserLink {
  return { id, state: request.state, request, browserKey: undefined };
}

/** Whether the cookie is the one of the browser that opened the link. */
export function isBoundTo({ browserKey }: BrowserLink, actual: string | undefined): boolean {
  return browserKey !== undefined && sameSecret(browserKey, actual);
}

/** A browser drops cookies of a host past its limit, and every program on 127.0.0.1 sets cookies of the same host. */
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

/** Takes the same time wherever the two differ. */
function sameSecret(expected: string, actual = ''): boolean {
  let difference = expected.length ^ actual.length;
  for (let index = 0; index < expected.length; index++) {
    difference |= expected.charCodeAt(index) ^ actual.charCodeAt(index);
  }
  return difference === 0;
}
