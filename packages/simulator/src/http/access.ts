import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * What lets one browser use one origin of the simulator. Loopback is shared by every user and container of the machine,
 * so no request is trusted for where it comes from.
 *
 * The cookie opens the pages. It does not act: a browser sends the cookies of 127.0.0.1 to every port of it (RFC 6265,
 * section 8.5), so another program's page could collect it. What acts needs the token in a header, and pages keep the
 * token in their origin's storage, which no other port can read.
 */
export interface Access {
  /** 256 random bits, new at each start: in the address that a user opens, and in the header of what acts. */
  readonly token: string;
  /** The `Set-Cookie` header for a browser that has shown the token. */
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

/** @param port of the origin, which is part of the cookie's name: 127.0.0.1 has one set of cookies for all ports */
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

/** An address with the token, at which a browser gets the cookie. */
export function addressWithToken(address: string, { token }: Access): string {
  const url = new URL(address);
  url.searchParams.set('token', token);
  return url.href;
}
