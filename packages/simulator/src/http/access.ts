import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Authorizes one browser for one origin of the simulator. Every user and container of the machine can reach
 * loopback, so the source of a request proves nothing.
 *
 * The cookie opens pages only. A browser sends the cookies of 127.0.0.1 to every port of it (RFC 6265, section
 * 8.5), so another program can read it. Requests that act need the token in a header. Pages keep the token in the
 * storage of their origin, which no other port can read.
 */
export interface Access {
  /**
   * 256 random bits, new at each start. It is in the URL that the user opens, and in the header of requests that
   * act.
   */
  readonly token: string;
  /** The `Set-Cookie` header for a browser that sent the token. */
  readonly setCookie: string;
  isToken(sent: unknown): boolean;
  hasCookie(request: IncomingMessage): boolean;
}

function randomValue(): string {
  return randomBytes(32).toString('base64url');
}

function isEqual(sent: string, expected: string): boolean {
  const [one, other] = [Buffer.from(sent), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function cookieOf(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/** @param port of the origin. It is part of the cookie name, because all ports of 127.0.0.1 share their cookies */
export function createAccess(port: number): Access {
  const [token, value] = [randomValue(), randomValue()];
  const name = `ddext_simulator_${port}`;
  return {
    token,
    setCookie: `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`,
    isToken: (sent) => typeof sent === 'string' && isEqual(sent, token),
    hasCookie: (request) => isEqual(cookieOf(request, name), value),
  };
}

/** The URL with the token. A browser that opens it receives the cookie. */
export function addressWithToken(address: string, { token }: Access): string {
  const url = new URL(address);
  url.searchParams.set('token', token);
  return url.href;
}
