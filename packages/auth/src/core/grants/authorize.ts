import type { Configuration } from 'openid-client';
import { loadOpenIdClient } from '../client/client.ts';
import { scopesOf } from '../client/scopes.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import type { DpopKey } from '../dpop/dpop-key.ts';
import { requireBrowserPage } from '../http/browser-page.ts';
import { resourceParameter } from './resource.ts';
import { tokenError } from './token-error.ts';

/** An authorization request, and the values to check its response against. */
export interface AuthorizationRequest {
  /** The URL of the authorization endpoint with all parameters. */
  readonly url: string;
  /** The registered redirect URI, byte for byte. */
  readonly redirectUri: string;
  /** 256 random bits, base64url (RFC 6749 section 10.12). */
  readonly state: string;
  /** RFC 7636 section 4.1. Undefined if the preset disables PKCE. */
  readonly codeVerifier: string | undefined;
  /** OpenID Connect Core 1.0 section 3.1.2.1. Undefined if `openid` is not requested. */
  readonly nonce: string | undefined;
  /** The key that the code and the tokens are bound to. Absent if the provider's tokens are not bound. */
  readonly dpopKey?: DpopKey;
}

/**
 * Creates an authorization request (RFC 6749 section 4.1.1) with new state, PKCE challenge (S256) and nonce. It is
 * pushed to the provider if its metadata or the settings require that (RFC 9126 sections 5 and 6).
 *
 * @param insecureLoopback allows a page on http loopback, for development
 * @param dpopKey a new key, which no other key can replace in the token request (RFC 9449 section 10)
 * @throws AuthError `provider-misconfigured` if the authorization endpoint is not an https URL; `exchange-failed` |
 *   `provider-unreachable` for a pushed request
 */
export async function createAuthorizationRequest(
  configuration: Configuration,
  provider: ResolvedProvider,
  redirectUri: string,
  insecureLoopback = false,
  dpopKey?: DpopKey,
): Promise<AuthorizationRequest> {
  const client = await loadOpenIdClient();
  const { preset } = provider;
  const scopes = scopesOf(configuration, provider);
  const state = client.randomState();
  const codeVerifier = preset.pkce.method === 'S256' ? client.randomPKCECodeVerifier() : undefined;
  const nonce = scopes.includes('openid') && !preset.nonce ? client.randomNonce() : undefined;
  const parameters = {
    ...preset.authorizationParameters,
    ...preset.refresh?.authorizationParameters,
    ...resourceParameter(provider),
    redirect_uri: redirectUri,
    ...(scopes.length > 0 && { scope: scopes.join(preset.scopes.separator) }),
    state,
    ...(nonce && { nonce }),
    ...(dpopKey && { dpop_jkt: dpopKey.thumbprint }),
    ...(codeVerifier && {
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    }),
  };
  const url = await pageFor(configuration, provider, parameters);
  const { authorization_endpoint } = configuration.serverMetadata();
  requireBrowserPage(provider, 'the sign-in page', authorization_endpoint, insecureLoopback);
  return {
    url: withoutPlus(url).href,
    ...{ redirectUri, state, codeVerifier, nonce },
    ...(dpopKey && { dpopKey }),
  };
}

/** Encodes spaces as %20, which every server decodes. Amazon Cognito does not decode `+`. */
function withoutPlus(url: URL): URL {
  url.search = url.search.replaceAll('+', '%20');
  return url;
}

async function pageFor(
  configuration: Configuration,
  provider: ResolvedProvider,
  parameters: Record<string, string>,
): Promise<URL> {
  const client = await loadOpenIdClient();
  try {
    const required = configuration.serverMetadata().require_pushed_authorization_requests;
    return (provider.pushedAuthorization ?? required)
      ? await client.buildAuthorizationUrlWithPAR(configuration, parameters)
      : client.buildAuthorizationUrl(configuration, parameters);
  } catch (error) {
    throw tokenError(provider, error, 'exchange-failed', configuration);
  }
}
