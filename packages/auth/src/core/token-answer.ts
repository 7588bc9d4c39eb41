import type { Configuration, CustomFetch } from 'openid-client';
import { serverClockOffset } from './clock.ts';

/** A token response with status 200 as it came, before anything in it is believed. */
export interface TokenAnswer {
  /** JSON, normalized; a body that is not JSON as it came. */
  readonly body: string;
  /** When it came, in milliseconds since the epoch. */
  readonly receivedAt: number;
  /** How far this machine's clock is ahead of the provider's, in milliseconds; absent where the answer has no Date. */
  readonly clockOffset?: number;
}

/** A request to the token endpoint that is under way, by the one secret that it carries. */
interface Exchange {
  /** Given to openid-client in place of a request. */
  readonly replayed?: string;
  received?: Pick<TokenAnswer, 'body' | 'clockOffset'>;
}

/** The parameter of each grant that no other request carries (RFC 6749 sections 4.1.3 and 6, RFC 8628 section 3.4). */
const identifying = ['refresh_token', 'code', 'device_code'];

const openExchanges = new WeakMap<Configuration, Map<string, Exchange>>();

/**
 * Lets {@link askForTokens} and {@link checkTokens} part what openid-client does in one step: asking for tokens and
 * checking them. A refresh token that is used up has to be replaced on the disk in between.
 */
export function separateExchanges(configuration: Configuration, fetch: CustomFetch): CustomFetch {
  const open = new Map<string, Exchange>();
  openExchanges.set(configuration, open);
  return async (url, init) => {
    const exchange = init.body instanceof URLSearchParams ? find(open, init.body) : undefined;
    if (exchange?.replayed !== undefined) {
      return new Response(exchange.replayed, { headers: { 'content-type': 'application/json' } });
    }
    const response = await fetch(url, init);
    if (!exchange || response.status !== 200) return response;
    exchange.received = { body: await response.text(), ...serverClockOffset(response.headers) };
    throw new Error('The answer is checked later.');
  };
}

/**
 * Makes a token request and stops at its answer.
 *
 * @param secret the code, refresh token or device code that the request carries
 * @param grant the request, made by openid-client; it is stopped before it reads an answer with status 200
 * @returns the answer, of which nothing is checked
 * @throws what openid-client throws for any other answer, and for none
 */
export async function askForTokens(
  configuration: Configuration,
  secret: string,
  grant: () => Promise<unknown>,
  now: number,
): Promise<TokenAnswer> {
  const exchange: Exchange = {};
  return during(configuration, secret, exchange, async () => {
    try {
      await grant();
    } catch (error) {
      if (exchange.received) return { ...exchange.received, receivedAt: now };
      throw error;
    }
    throw new TypeError('The grant made no token request.');
  });
}

/** Has openid-client check an answer: `grant` makes its request again and is given the answer without one. */
export function checkTokens<T>(
  configuration: Configuration,
  secret: string,
  grant: () => Promise<T>,
  { body }: TokenAnswer,
): Promise<T> {
  return during(configuration, secret, { replayed: body }, grant);
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
