import type { CustomFetch, ServerMetadata } from 'openid-client';
import { requireKeySet } from '../client/keys.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { AuthError, type AuthErrorCode } from '../errors.ts';
import { normalizeTokenResponse } from '../normalize/normalize.ts';
import { closingConnection } from './closing-connection.ts';
import { secretsOf } from './echo.ts';
import { insecureAddress, isSecure } from './loopback.ts';
import { type Members, parseMembers } from './response-body.ts';
import { limitBody } from './response-limit.ts';

/** One request to an authorization server or API, and its response. Contains secrets. */
export interface Observation {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly status: number;
  readonly contentType: string | undefined;
  /** The target of a redirect. */
  readonly location: string | undefined;
  /** The members of a JSON object or form, before normalization. */
  readonly members: Members | undefined;
}

/** Called for each exchange with a provider; see `ConnectionTest`. */
export type Observe = (observation: Observation) => void;

/** The error for an oversized response of an authorization server, and of a provider's API. */
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
 * Creates the `fetch` for all requests to a provider. It allows plain http only to this machine and only with the
 * setting (openid-client's switch allows it everywhere), limits the size of responses of the authorization server, and
 * normalizes token responses.
 *
 * @param redirectUris the registered redirect URIs, which replace openid-client's value in token requests
 * @param metadata undefined during discovery
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
    if (!isSecure(target, insecureLoopbackIssuer)) throw insecureAddress(name, target);
    const purpose = purposeOf(target.href, metadata());
    const request = withRedirectUri(init as RequestInit, redirectUris);
    const sent = purpose === 'api' ? request : protocolRequest(request, preset.tokenRequest?.body === 'json');
    const lost = (cause: unknown) => {
      throw unreachable(name, target, cause);
    };
    const response = await fetch(url, sent).catch((cause) => {
      // Throws for an invalid request, which is not a network error.
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
 * Converts a rejection of `fetch`, or of an incomplete body, to AuthError `provider-unreachable`. The Fetch standard
 * defines no message: "fetch failed", "Failed to fetch" and "Load failed" mean the same. If the caller aborted, its
 * reason is kept.
 */
export function unreachable(name: string, { host }: URL, cause: unknown): unknown {
  if (cause instanceof AuthError) return cause;
  const { name: kind } = (cause ?? {}) as { name?: unknown };
  if (kind === 'AbortError') return cause;
  if (kind === 'TimeoutError') {
    return new AuthError('provider-unreachable', `${name} (${host}) did not respond in time.`, { cause });
  }
  // A page cannot see the reason: a response blocked by CORS is also a network error.
  const cors =
    typeof document === 'undefined' ? '' : ', or its server does not let this page read responses (CORS)';
  return new AuthError('provider-unreachable', `Could not reach ${name} (${host})${cors}.`, { cause });
}

/**
 * openid-client derives the redirect_uri of the token request from the callback's URL without its query. A registered
 * redirect URI with a query would not match (RFC 6749 section 4.1.3).
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

/**
 * A request to an authorization server, which shares no connection with another such request.
 *
 * @param asJson converts the form to a JSON object, for a server that documents no form
 */
function protocolRequest(init: RequestInit, asJson: boolean): RequestInit {
  const headers = closingConnection(init.headers);
  if (!asJson || !(init.body instanceof URLSearchParams)) return { ...init, headers };
  headers.set('content-type', 'application/json');
  return { ...init, headers, body: JSON.stringify(Object.fromEntries(init.body)) };
}

function purposeOf(url: string, metadata: ServerMetadata | undefined): Purpose {
  if (!metadata) return 'discovery';
  const is = (endpoint: unknown) =>
    typeof endpoint === 'string' && URL.canParse(endpoint) && new URL(endpoint).href === url;
  const { token_endpoint, device_authorization_endpoint, pushed_authorization_request_endpoint } = metadata;
  // Their errors have the same form (RFC 8628 section 3.2, RFC 9126 section 2.3), and may repeat what was sent.
  if ([token_endpoint, device_authorization_endpoint, pushed_authorization_request_endpoint].some(is))
    return 'tokens';
  if (is(metadata.userinfo_endpoint)) return 'profile';
  if (is(metadata.jwks_uri)) return 'keys';
  return Object.values(metadata).some(is) ? 'protocol' : 'api';
}
