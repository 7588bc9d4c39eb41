import type { Endpoints } from '@ddext-oauth/providers';
import type { ClientAuth, Configuration, ServerMetadata } from 'openid-client';
import { separateExchanges } from '../grants/token-response.ts';
import { createFetch, type Observe } from '../http/fetch.ts';
import { clientAuthenticationOf } from './client-authentication.ts';
import { discover } from './discovery.ts';
import type { ResolvedProvider } from './settings.ts';

/** Loads openid-client at the first sign-in, not when the backend starts. */
export const loadOpenIdClient = () => import('openid-client');

/** Options of requests to a provider. */
export interface ClientOptions {
  /**
   * Allows an issuer with plain http on this machine, for development and tests. Other hosts need https. Default:
   * false.
   */
  readonly insecureLoopbackIssuer?: boolean;
  /** Called for each exchange with a provider, with all secrets; for connection tests. */
  readonly observe?: Observe;
  /** The time limit of a request to the provider, in seconds. Default: 15. */
  readonly timeout?: number;
}

export const DEFAULT_TIMEOUT_SECONDS = 15;

/**
 * Creates an openid-client Configuration for a provider: discovered (RFC 8414) or from the preset's endpoints.
 *
 * @param redirectUris the registered redirect URIs, for the token request
 * @throws AuthError `provider-unreachable` | `provider-misconfigured` | `provider-not-configured`
 */
export async function createConfiguration(
  provider: ResolvedProvider,
  options: ClientOptions,
  redirectUris: readonly string[],
): Promise<Configuration> {
  const client = await loadOpenIdClient();
  const timeout = options.timeout ?? DEFAULT_TIMEOUT_SECONDS;
  const insecure = options.insecureLoopbackIssuer === true;
  const authentication = await clientAuthenticationOf(provider);
  let known: ServerMetadata | undefined;
  const fetch = createFetch(provider, insecure, redirectUris, () => known, options.observe);
  const configuration = provider.endpoints
    ? new client.Configuration(
        metadataOf(provider, provider.endpoints),
        provider.clientId,
        undefined,
        authentication,
      )
    : await withUndiscovered(
        provider,
        await discover(provider, { authentication, fetch, timeout, insecure }),
        authentication,
      );
  known = configuration.serverMetadata();
  configuration[client.customFetch] = separateExchanges(configuration, fetch);
  configuration.timeout = timeout;
  if (insecure) client.allowInsecureRequests(configuration);
  // By default, openid-client does not check the signature of an ID token that it received over TLS.
  if (!provider.endpoints) client.enableNonRepudiationChecks(configuration);
  return configuration;
}

/** Adds the endpoints that a preset knows and the discovery document omits. */
async function withUndiscovered(
  { preset, clientId }: ResolvedProvider,
  discovered: Configuration,
  authentication: ClientAuth,
): Promise<Configuration> {
  if (!preset.endpointOverrides) return discovered;
  const client = await loadOpenIdClient();
  const { supportsPKCE: _helper, ...metadata } = discovered.serverMetadata();
  const completed = { ...metadata, ...endpointMetadata(preset.endpointOverrides) };
  return new client.Configuration(completed, clientId, undefined, authentication);
}

function metadataOf(provider: ResolvedProvider, endpoints: Endpoints): ServerMetadata {
  return {
    issuer: provider.issuer ?? new URL(endpoints.authorization).origin,
    authorization_endpoint: endpoints.authorization,
    token_endpoint: endpoints.token,
    token_endpoint_auth_methods_supported: [...provider.preset.clientAuthentication],
    ...(endpoints.userInfo && { userinfo_endpoint: endpoints.userInfo }),
    ...endpointMetadata(endpoints),
  };
}

/** The members of RFC 8628 section 4 and RFC 8414 section 2. */
function endpointMetadata(endpoints: Pick<Endpoints, 'deviceAuthorization' | 'revocation'>) {
  return {
    ...(endpoints.deviceAuthorization && { device_authorization_endpoint: endpoints.deviceAuthorization }),
    ...(endpoints.revocation && { revocation_endpoint: endpoints.revocation }),
  };
}
