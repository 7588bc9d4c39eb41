import type { Configuration, CustomFetch } from 'openid-client';
import { serverClockOffset } from './clock.ts';

/** An unchecked token response with status 200. */
export interface TokenResponse {
  /** Normalized JSON. A body that is not JSON is unchanged. */
  readonly body: string;
  /** When the response arrived, in milliseconds since the epoch. */
  readonly receivedAt: number;
  /** How far this machine's clock is ahead of the provider's, in milliseconds. Absent without a Date header. */
  readonly clockOffset?: number;
}

type Received = Pick<TokenResponse, 'body' | 'clockOffset'>;

/** A token request in progress. It is identified by the secret that it sends. */
type Exchange =
  /** The response that openid-client receives instead of sending a request. */
  | { readonly replayed: string }
  /** Called with a response with status 200. openid-client receives it when the promise resolves. */
  | { readonly received: (response: Received) => Promise<void> };

/** A suspended call of openid-client, which will check its response. */
interface Suspended {
  readonly configuration: Configuration;
  readonly resume: () => Promise<unknown>;
}

/** The parameter that identifies each grant (RFC 6749 sections 4.1.3 and 6, RFC 8628 section 3.4). */
const identifying = ['refresh_token', 'code', 'device_code'];

const openExchanges = new WeakMap<Configuration, Map<string, Exchange>>();
const suspended = new WeakMap<TokenResponse, Suspended>();

/**
 * Enables {@link askForTokens} and {@link checkTokens}, which split openid-client's grants: request, then check. A new
 * refresh token must be stored in between.
 */
export function separateExchanges(configuration: Configuration, fetch: CustomFetch): CustomFetch {
  const open = new Map<string, Exchange>();
  openExchanges.set(configuration, open);
  return async (url, init) => {
    const exchange = init.body instanceof URLSearchParams ? find(open, init.body) : undefined;
    if (exchange && 'replayed' in exchange) return asJson(exchange.replayed, new Headers());
    const response = await fetch(url, init);
    if (!exchange || response.status !== 200) return response;
    const body = await response.text();
    await exchange.received({ body, ...serverClockOffset(response.headers) });
    return asJson(body, response.headers);
  };
}

/** Keeps the header with the nonce for the next proof (RFC 9449 section 8.2), which openid-client reads. */
function asJson(body: string, received: Headers): Response {
  const nonce = received.get('dpop-nonce');
  const headers = { 'content-type': 'application/json', ...(nonce && { 'dpop-nonce': nonce }) };
  return new Response(body, { headers });
}

/**
 * Sends a token request and suspends the call at its response.
 *
 * @param secret the code, refresh token or device code of the request
 * @param grant sends the request with openid-client, and is suspended at a response with status 200
 * @returns the unchecked response
 * @throws the errors of openid-client for any other response, and for none
 */
export async function askForTokens(
  configuration: Configuration,
  secret: string,
  grant: () => Promise<unknown>,
  now: number,
): Promise<TokenResponse> {
  const arrival = deferred<Received>();
  const resumed = deferred<void>();
  const received = (response: Received) => {
    arrival.resolve(response);
    return resumed.promise;
  };
  return during(configuration, secret, { received }, async () => {
    const checked = grant();
    const withoutRequest = checked.then(() => {
      throw new TypeError('The grant made no token request.');
    });
    const response = { ...(await Promise.race([arrival.promise, withoutRequest])), receivedAt: now };
    suspended.set(response, {
      configuration,
      resume() {
        resumed.resolve();
        return checked;
      },
    });
    return response;
  });
}

/**
 * Lets openid-client check a response, in the suspended call. For a stored response, or a second check, calls `grant`
 * again, which receives the response without a request.
 */
export function checkTokens<T>(
  configuration: Configuration,
  secret: string,
  grant: () => Promise<T>,
  response: TokenResponse,
): Promise<T> {
  const asking = suspended.get(response);
  suspended.delete(response);
  // The same grant resolves with the same type.
  if (asking?.configuration === configuration) return asking.resume() as Promise<T>;
  return during(configuration, secret, { replayed: response.body }, grant);
}

async function during<T>(
  configuration: Configuration,
  secret: string,
  exchange: Exchange,
  work: () => Promise<T>,
): Promise<T> {
  const open = openExchanges.get(configuration);
  if (!open) throw new TypeError('This configuration was not made by createConfiguration.');
  open.set(secret, exchange);
  try {
    return await work();
  } finally {
    open.delete(secret);
  }
}

function find(open: ReadonlyMap<string, Exchange>, body: URLSearchParams): Exchange | undefined {
  const secret = identifying.map((name) => body.get(name)).find((value) => value !== null);
  return secret === undefined || secret === null ? undefined : open.get(secret);
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
