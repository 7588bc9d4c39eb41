import { isTestKey, keyHeaderOf, type ResourceRequest } from '@ddext-oauth/providers';
import { AuthError } from '../errors.ts';
import { unreachable } from '../http/fetch.ts';
import { insecureAddress, isLoopback, isSecure } from '../http/loopback.ts';
import type { KeyCredential, ResolvedKey } from './key-settings.ts';

/** A request with a key. */
export interface KeyRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string | Uint8Array | undefined;
}

/** Options of {@link sendWithKey}. */
export interface KeyRequestOptions {
  /** Allows plain http on this machine. */
  readonly insecureLoopback: boolean;
  /** The time limit until the response is complete, in seconds. */
  readonly timeout: number;
  /** The URL of the simulator, which answers requests with its test keys. Absent in an installed extension. */
  readonly simulator?: string | undefined;
}

/**
 * Checks a URL of an API call with a key: only hosts that the method or the extension lists.
 *
 * @throws AuthError `host-not-allowed` | `request-invalid`
 */
export function allowedKeyTarget({ name, method, apiHosts }: ResolvedKey, url: string): URL {
  if (!URL.canParse(url)) throw new AuthError('request-invalid', `"${url}" is not an absolute URL.`);
  const target = new URL(url);
  if (target.username || target.password)
    throw new AuthError('request-invalid', 'A URL with a user name or password is not sent.');
  if (apiHosts.has(target.host)) return target;
  throw new AuthError('host-not-allowed', `${name}: the ${method.noun} is not for ${target.host}.`);
}

/**
 * Sends a request with a key in the header of its method, and never in the URL. Does not follow redirects. A test key of the
 * simulator is sent to the simulator only.
 *
 * @param allowed from {@link allowedKeyTarget}
 * @throws AuthError `provider-unreachable` | `provider-misconfigured` for plain http | `request-invalid` | `key-malformed` for a
 *   test key without the simulator
 */
export async function sendWithKey(
  key: ResolvedKey,
  credential: KeyCredential,
  allowed: URL,
  { method, headers, body }: KeyRequest,
  { insecureLoopback, timeout, simulator }: KeyRequestOptions,
): Promise<Response> {
  const target = isTestKey(credential.key) ? simulatedTarget(key, allowed, simulator) : allowed;
  if (!isSecure(target, insecureLoopback)) throw insecureAddress(key.name, target);
  const sent = new Headers(headers);
  // Replaces a header of the caller.
  const { name, value } = keyHeaderOf(key.method, credential.key, credential.userName);
  sent.set(name, value);
  const init = {
    method,
    headers: sent,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(timeout * 1000),
    ...(body !== undefined && { body: body as BodyInit }),
  } as const;
  return fetch(requestOf(target, init)).catch((cause) => {
    throw unreachable(key.name, target, cause);
  });
}

/** The simulator answers in place of each API, at a path with its provider and host. */
function simulatedTarget(key: ResolvedKey, target: URL, simulator: string | undefined): URL {
  if (simulator === undefined) throw testKeyRefused(key);
  const base = new URL(simulator);
  if (!isLoopback(base))
    throw new AuthError('provider-misconfigured', `The simulator ${base.origin} is not on this machine.`);
  return new URL(`/keys/${key.method.provider}/${target.host}${target.pathname}${target.search}`, base);
}

/** The error for a test key in an installed extension. */
export function testKeyRefused({ method }: ResolvedKey): AuthError {
  const message = `This is a simulator test key, which works only in the simulator. Paste your ${method.noun} from ${method.name}.`;
  return new AuthError('key-malformed', message);
}

/** Without the cause, because its message can contain a header. */
function requestOf(target: URL, init: RequestInit): Request {
  try {
    return new Request(target, init);
  } catch {
    throw new AuthError(
      'request-invalid',
      'This request cannot be sent: look at its method, headers and body.',
    );
  }
}

/** The request that verifies a key. */
export function verificationRequest({ method = 'GET', headers, body }: ResourceRequest = {}): KeyRequest {
  return { method, headers: new Headers({ accept: 'application/json', ...headers }), body };
}
