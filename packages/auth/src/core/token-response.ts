import type { Configuration, CustomFetch } from 'openid-client';
import { serverClockOffset } from './clock.ts';

/** A token response with status 200 as it came, before anything in it is believed. */
export interface TokenResponse {
  /** JSON, normalized; a body that is not JSON as it came. */
  readonly body: string;
  /** When it came, in milliseconds since the epoch. */
  readonly receivedAt: number;
  /** How far this machine's clock is ahead of the provider's, in milliseconds; absent where the answer has no Date. */
  readonly clockOffset?: number;
}

type Received = Pick<TokenResponse, 'body' | 'clockOffset'>;

/** A request to the token endpoint that is under way, by the one secret that it carries. */
type Exchange =
  /** The response that openid-client gets in place of a request. */
  | { readonly replayed: string }
  /** Called with a response of status 200; openid-client gets it once the promise resolves. */
  | { readonly received: (response: Received) => Promise<void> };

/** A call of openid-client that waits with its response, to check it. */
interface Suspended {
  readonly configuration: Configuration;
  readonly resume: () => Promise<unknown>;
}

/** The parameter of each grant that no other request carries (RFC 6749 sections 4.1.3 and 6, RFC 8628 section 3.4). */
const identifying = ['refresh_token', 'code', 'device_code'];

const openExchanges = new WeakMap<Configuration, Map<string, Exchange>>();
const suspended = new WeakMap<TokenResponse, Suspended>();

/**
 * Lets {@link askForTokens} and {@link checkTokens} part what openid-client does in one step: asking for tokens and
 * checking them. A refresh token that is used up has to be replaced on the disk in between.
 */
export function separateExchanges(configuration: Configuration, fetch: CustomFetch): CustomFetch {
  const open = new Map<string, Exchange>();
  openExchanges.set(configuration, open);
  return async (url, init) => {
    const exchange = init.body instanceof URLSearchParams ? find(open, init.body) : undefined;
    if (exchange && 'replayed' in exchange) return asJson(exchange.replayed);
    const response = await fetch(url, init);
    if (!exchange || response.status !== 200) return response;
    const body = await response.text();
    await exchange.received({ body, ...serverClockOffset(response.headers) });
    return asJson(body);
  };
}

const asJson = (body: string) => new Response(body, { headers: { 'content-type': 'application/json' } });

/**
 * Makes a token request and stops at its answer.
 *
 * @param secret the code, refresh token or device code that the request carries
 * @param grant the request, made by openid-client; it waits before it reads an answer with status 200
 * @returns the answer, of which nothing is checked
 * @throws what openid-client throws for any other answer, and for none
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
 * Has openid-client check an answer, in the call that asked for it. For an answer from the store, or a second check, `grant`
 * makes its request again and is given the answer without one.
 */
export function checkTokens<T>(
  configuration: Configuration,
  secret: string,
  grant: () => Promise<T>,
  response: TokenResponse,
): Promise<T> {
  const asking = suspended.get(response);
  suspended.delete(response);
  // The same grant, so what it resolves with is the same.
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
