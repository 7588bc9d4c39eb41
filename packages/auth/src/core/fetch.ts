import type { CustomFetch, ServerMetadata } from 'openid-client';
import { secretsOf } from './echo.ts';
import { AuthError, type AuthErrorCode } from './errors.ts';
import { requireKeySet } from './keys.ts';
import { insecureAddress, isLoopback } from './loopback.ts';
import { normalizeTokenResponse } from './normalize.ts';
import { type Members, parseMembers } from './response-body.ts';
import { limitBody } from './response-limit.ts';
import type { ResolvedProvider } from './settings.ts';

/** One request to an authorization server or an API, and its answer, as they went over the wire. Holds secrets. */
export interface Observation {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly status: number;
  readonly contentType: string | undefined;
  /** Where a redirect leads to. */
  readonly location: string | undefined;
  /** Of an answer that is a JSON object or a form, before anything was made regular. */
  readonly members: Members | undefined;
}

/** Is told of each exchange with a provider; for trying one out, see `ConnectionTest`. */
export type Observe = (observation: Observation) => void;

/** What is asked of an authorization server, as against a provider's API behind it; and what an answer without end is. */
const tooLarge = {
  discovery: 'provider-misconfigured',
  tokens: 'exchange-failed',
  profile: 'profile-unavailable',
  keys: 'provider-misconfigured',
  protocol: 'exchange-failed',
  api: 'request-invalid',
} as const satisfies Record<string, AuthErrorCode>;
type Purpose = keyof typeof tooLarge;

/**
 * The one way out to a provider: plain http leaves only for this machine, and only where it was allowed (the switch that
 * openid-client has is all or nothing); answers of the authorization server are bounded; those that should be token
 * responses are made to look like them.
 *
 * @param redirectUris as registered; what a code is exchanged with, whatever openid-client makes of it
 * @param metadata undefined while it is being discovered
 */
export function createFetch(
  { name, preset }: ResolvedProvider,
  insecureLoopbackIssuer: boolean,
  redirectUris: readonly string[],
  metadata: () => ServerMetadata | undefined,
  observe?: Observe,
): CustomFetch {
  return async (url, init) => {
    const target = new URL(url);
    if (target.protocol !== 'https:' && !(insecureLoopbackIssuer && isLoopback(target))) {
      throw insecureAddress(name, target);
    }
    const purpose = purposeOf(target.href, metadata());
    const request = withRedirectUri(init as RequestInit, redirectUris);
    const asJson = purpose !== 'api' && preset.tokenRequest?.body === 'json';
    const sent = asJson ? jsonRequest(request) : request;
    const lost = (cause: unknown) => {
      throw unreachable(name, target, cause);
    };
    const response = await fetch(url, sent).catch((cause) => {
      // Throws for a request that cannot be sent, which says nothing about the network.
      void new Request(url, sent);
      return lost(cause);
    });
    if (purpose === 'api' && !observe) return response;
    const limited = await limitBody(response, { problem: tooLarge[purpose] }).catch(lost);
    observe?.(await observationOf(url, request, limited));
    if (purpose === 'api') return limited;
    if (purpose === 'keys') return requireKeySet(name, url, limited);
    return purpose === 'tokens'
      ? normalizeTokenResponse(limited, () => secretsOf(init as RequestInit))
      : limited;
  };
}

/**
 * A rejection of `fetch`, or of a body that breaks off, as AuthError `provider-unreachable`. The Fetch standard gives no
 * reason in words: "fetch failed", "Failed to fetch" and "Load failed" are one and the same network error. A caller that
 * aborts gets its own reason back.
 */
function unreachable(name: string, { host }: URL, cause: unknown): unknown {
  if (cause instanceof AuthError) return cause;
  const { name: kind } = (cause ?? {}) as { name?: unknown };
  if (kind === 'AbortError') return cause;
  if (kind === 'TimeoutError') {
    return new AuthError('provider-unreachable', `${name} (${host}) did not respond in time.`, { cause });
  }
  // A page is not told why: an answer that CORS keeps from it is a network error as well.
  const cors =
    typeof document === 'undefined' ? '' : ', or its server does not let this page read responses (CORS)';
  return new AuthError('provider-unreachable', `Could not reach ${name} (${host})${cors}.`, { cause });
}

/**
 * openid-client takes the redirect_uri of the exchange from the callback's URL, less its query, and lets nobody say
 * otherwise; a redirect URI with a query of its own would not be the one that was registered (RFC 6749 section 4.1.3).
 */
function withRedirectUri(init: RequestInit, redirectUris: readonly string[]): RequestInit {
  if (!(init.body instanceof URLSearchParams) || init.body.get('grant_type') !== 'authorization_code')
    return init;
  const body = new URLSearchParams(init.body);
  const registered = redirectUris.find((uri) => uri.split('?')[0] === body.get('redirect_uri'));
  if (registered) body.set('redirect_uri', registered);
  return { ...init, body };
}

async function observationOf(url: string, request: RequestInit, response: Response): Promise<Observation> {
  const contentType = response.headers.get('content-type') ?? undefined;
  const location = response.headers.get('location') ?? undefined;
  const { method = 'GET', headers, body } = request;
  const members = parseMembers(await response.clone().text(), response);
  const { status } = response;
  return { method, url, headers: new Headers(headers), body, status, contentType, location, members };
}

/** The members of the form as those of a JSON object, for a server that documents no form. */
function jsonRequest(init: RequestInit): RequestInit {
  if (!(init.body instanceof URLSearchParams)) return init;
  const headers = new Headers(init.headers);
  headers.set('content-type', 'application/json');
  return { ...init, headers, body: JSON.stringify(Object.fromEntries(init.body)) };
}

function purposeOf(url: string, metadata: ServerMetadata | undefined): Purpose {
  if (!metadata) return 'discovery';
  const is = (endpoint: unknown) =>
    typeof endpoint === 'string' && URL.canParse(endpoint) && new URL(endpoint).href === url;
  if (is(metadata.token_endpoint) || is(metadata.device_authorization_endpoint)) return 'tokens';
  if (is(metadata.userinfo_endpoint)) return 'profile';
  if (is(metadata.jwks_uri)) return 'keys';
  return Object.values(metadata).some(is) ? 'protocol' : 'api';
}
