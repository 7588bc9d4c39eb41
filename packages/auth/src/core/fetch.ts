import type { CustomFetch, ServerMetadata } from 'openid-client';
import { secretsOf } from './echo.ts';
import { AuthError } from './errors.ts';
import { isLoopback } from './loopback.ts';
import { normalizeTokenResponse } from './normalize.ts';
import { limitBody } from './response-limit.ts';
import type { ResolvedProvider } from './settings.ts';

/** What is asked of an authorization server, as against a provider's API behind it. */
type Purpose = 'tokens' | 'protocol' | 'api';

/**
 * The one way out to a provider: plain http leaves only for this machine, and only where it was allowed (the switch that
 * openid-client has is all or nothing); answers of the authorization server are bounded; those that should be token
 * responses are made to look like them.
 *
 * @param redirectUri as registered; what a code is exchanged with, whatever openid-client makes of it
 * @param metadata undefined while it is being discovered
 */
export function createFetch(
  { name, preset }: ResolvedProvider,
  insecureLoopbackIssuer: boolean,
  redirectUri: string,
  metadata: () => ServerMetadata | undefined,
): CustomFetch {
  return async (url, init) => {
    const target = new URL(url);
    if (target.protocol !== 'https:' && !(insecureLoopbackIssuer && isLoopback(target))) {
      throw new AuthError('provider-misconfigured', `${name}: ${target.origin} is not an https address.`);
    }
    const purpose = purposeOf(target.href, metadata());
    const request = withRedirectUri(init as RequestInit, redirectUri);
    const asJson = purpose !== 'api' && preset.tokenRequest?.body === 'json';
    const response = await fetch(url, asJson ? jsonRequest(request) : request);
    if (purpose === 'api') return response;
    const limited = await limitBody(response);
    return purpose === 'tokens' ? normalizeTokenResponse(limited, secretsOf(init as RequestInit)) : limited;
  };
}

/**
 * openid-client takes the redirect_uri of the exchange from the callback's URL, less its query, and lets nobody say
 * otherwise; a redirect URI with a query of its own would not be the one that was registered (RFC 6749 section 4.1.3).
 */
function withRedirectUri(init: RequestInit, redirectUri: string): RequestInit {
  if (!(init.body instanceof URLSearchParams) || init.body.get('grant_type') !== 'authorization_code')
    return init;
  const body = new URLSearchParams(init.body);
  body.set('redirect_uri', redirectUri);
  return { ...init, body };
}

/** The members of the form as those of a JSON object, for a server that documents no form. */
function jsonRequest(init: RequestInit): RequestInit {
  if (!(init.body instanceof URLSearchParams)) return init;
  const headers = new Headers(init.headers);
  headers.set('content-type', 'application/json');
  return { ...init, headers, body: JSON.stringify(Object.fromEntries(init.body)) };
}

function purposeOf(url: string, metadata: ServerMetadata | undefined): Purpose {
  if (!metadata) return 'protocol';
  const is = (endpoint: unknown) =>
    typeof endpoint === 'string' && URL.canParse(endpoint) && new URL(endpoint).href === url;
  if (is(metadata.token_endpoint) || is(metadata.device_authorization_endpoint)) return 'tokens';
  return Object.values(metadata).some(is) ? 'protocol' : 'api';
}
