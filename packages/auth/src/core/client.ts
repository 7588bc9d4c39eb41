import type { Endpoints } from '@ddext-oauth/providers';
import type { ClientAuth, Configuration, ServerMetadata } from 'openid-client';
import { clientAuthenticationOf } from './client-authentication.ts';
import { discover } from './discovery.ts';
import { createFetch, type Observe } from './fetch.ts';
import type { ResolvedProvider } from './settings.ts';
import { separateExchanges } from './token-response.ts';

/** openid-client, loaded when the first sign-in needs it and not while the backend starts. */
export const loadOpenIdClient = () => import('openid-client');

/** How requests leave for a provider. */
export interface ClientOptions {
  /**
   * Allows a plain http issuer on this machine, for development and tests. Other hosts stay https only.
   * Default false.
   */
  readonly insecureLoopbackIssuer?: boolean;
  /** Is told what goes over the wire, secrets included; for trying a provider out. */
  readonly observe?: Observe;
  /** Seconds before a request to the provider is given up. Default 15. */
  readonly timeout?: number;
}

const DEFAULT_TIMEOUT_SECONDS = 15;

/**
 * An openid-client Configuration for a provider: discovered (RFC 8414) or from the preset's endpoints.
 *
 * @param redirectUris as registered at the provider, for the exchange of a code
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
  // By itself openid-client trusts the connection that an ID token came over and leaves its signature alone.
  if (!provider.endpoints) client.enableNonRepudiationChecks(configuration);
  return configuration;
}

/** A discovered configuration with the endpoints that the preset knows beside. */
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
