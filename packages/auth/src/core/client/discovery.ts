import type { ClientAuth, Configuration, CustomFetch, DiscoveryRequestOptions } from 'openid-client';
import { causeChain } from '../causes.ts';
import { AuthError, authErrorBehind } from '../errors.ts';
import { insecureAddress } from '../http/loopback.ts';
import { temporaryStatus } from '../http/response-status.ts';
import { loadOpenIdClient } from './client.ts';
import type { ResolvedProvider } from './settings.ts';

/** Options of {@link discover}. */
export interface DiscoveryOptions {
  readonly authentication: ClientAuth;
  readonly fetch: CustomFetch;
  /** Seconds. */
  readonly timeout: number;
  /** Allows plain http on this machine, see `createFetch`. */
  readonly insecure: boolean;
}

/** A configured issuer. */
interface Configured {
  readonly issuer: string;
  readonly algorithm: 'oidc' | 'oauth2';
  /**
   * Whether the URL of the discovery document was configured. It does not show whether the issuer ends with a slash.
   */
  readonly byDocument: boolean;
}

/**
 * Discovers a provider (OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3). The document must name the
 * configured issuer (RFC 8414 section 3.3), even if its own URL was configured.
 *
 * @throws AuthError `provider-unreachable` | `provider-misconfigured`
 */
export async function discover(
  provider: ResolvedProvider,
  options: DiscoveryOptions,
): Promise<Configuration> {
  const { issuer, algorithm, byDocument } = configuredIssuer(provider.issuer ?? '');
  const discoverAs = (asked: string) =>
    discoverAt(provider, asked, algorithm, options).catch((error) => {
      throw discoveryError(provider, asked, error);
    });
  return discoverAs(issuer).catch((error) => {
    const withSlash = `${issuer}/`;
    if (byDocument && namedIssuer(error) === withSlash) return discoverAs(withSlash);
    throw error;
  });
}

/** Removes the well-known part from the URL of a discovery document, at any position (RFC 8414 section 3.1). */
export function configuredIssuer(text: string): Configured {
  const url = new URL(text);
  const match = /^(.*?)\/\.well-known\/(openid-configuration|oauth-authorization-server)(\/.*)?$/.exec(
    url.pathname,
  );
  if (!match) return { issuer: text, algorithm: 'oidc', byDocument: false };
  const [, before = '', kind, after = ''] = match;
  return {
    issuer: `${url.origin}${before}${after.replace(/\/$/, '')}`,
    algorithm: kind === 'oauth-authorization-server' ? 'oauth2' : 'oidc',
    byDocument: true,
  };
}

async function discoverAt(
  provider: ResolvedProvider,
  issuer: string,
  algorithm: Configured['algorithm'],
  { authentication, fetch, timeout, insecure }: DiscoveryOptions,
): Promise<Configuration> {
  const client = await loadOpenIdClient();
  const server = new URL(issuer);
  if (server.protocol !== 'https:' && !insecure) throw insecureAddress(provider.name, server);
  const options: DiscoveryRequestOptions = {
    algorithm,
    timeout,
    [client.customFetch]: fetch,
    ...(insecure && { execute: [client.allowInsecureRequests] }),
  };
  return client.discovery(server, provider.clientId, undefined, authentication, options);
}

/** Returns the issuer that a document names if it is not the requested one. openid-client's error contains both. */
function namedIssuer(error: unknown): string | undefined {
  const mismatch = causeChain(error).find(({ expected }) => typeof expected === 'string');
  const { issuer } = (mismatch?.body ?? {}) as { readonly issuer?: unknown };
  return typeof issuer === 'string' ? issuer : undefined;
}

function discoveryError({ name }: ResolvedProvider, issuer: string, error: unknown): AuthError {
  const own = authErrorBehind(error);
  if (own) return own;
  const status = temporaryStatus(error);
  if (status) {
    const message = `${name} at ${issuer} returned HTTP ${status}.`;
    return new AuthError('provider-unreachable', message, { cause: error });
  }
  return new AuthError(
    'provider-misconfigured',
    `${name}: ${issuer} has no usable discovery document (${reasonOf(issuer, error)}).`,
    { cause: error },
  );
}

function reasonOf(issuer: string, error: unknown): string {
  const named = namedIssuer(error);
  if (named === `${issuer}/`) return `its issuer is "${named}", with a slash at the end`;
  if (`${named}/` === issuer) return `its issuer is "${named}", without a slash at the end`;
  const reason = error instanceof Error ? error.message : 'no reason given';
  return named ? `${reason}: it names "${named.slice(0, 200)}"` : reason;
}
