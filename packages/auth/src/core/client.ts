import type { ClientAuth, Configuration, ServerMetadata } from 'openid-client';
import type { Endpoints } from '../providers/preset.ts';
import { AuthError, authErrorBehind } from './errors.ts';
import { createFetch, type Observe } from './fetch.ts';
import type { ResolvedProvider } from './settings.ts';

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
 * @throws AuthError `provider-unreachable` | `provider-misconfigured`
 */
export async function createConfiguration(
  provider: ResolvedProvider,
  options: ClientOptions,
  redirectUris: readonly string[],
): Promise<Configuration> {
  const client = await loadOpenIdClient();
  const timeout = options.timeout ?? DEFAULT_TIMEOUT_SECONDS;
  const authentication = await clientAuthenticationOf(provider);
  const insecure = options.insecureLoopbackIssuer === true;
  let known: Configuration | undefined;
  const fetch = createFetch(provider, insecure, redirectUris, () => known?.serverMetadata(), options.observe);
  const configure = (metadata: ServerMetadata) => {
    const configuration = new client.Configuration(metadata, provider.clientId, undefined, authentication);
    configuration[client.customFetch] = fetch;
    configuration.timeout = timeout;
    if (insecure) client.allowInsecureRequests(configuration);
    return configuration;
  };
  if (provider.endpoints) {
    known = configure(metadataOf(provider, provider.endpoints));
    return known;
  }
  try {
    known = await client.discovery(
      new URL(provider.issuer ?? ''),
      provider.clientId,
      undefined,
      authentication,
      {
        [client.customFetch]: fetch,
        timeout,
        execute: [
          // By itself openid-client trusts the connection that an ID token came over and leaves its signature alone.
          client.enableNonRepudiationChecks,
          ...(insecure ? [client.allowInsecureRequests] : []),
        ],
      },
    );
    const { undiscovered } = provider.preset;
    if (undiscovered) {
      const { supportsPKCE: _helper, ...discovered } = known.serverMetadata();
      known = configure({ ...discovered, ...endpointMetadata(undiscovered) });
      client.enableNonRepudiationChecks(known);
    }
    return known;
  } catch (error) {
    throw discoveryError(provider, error);
  }
}

async function clientAuthenticationOf({ name, credential }: ResolvedProvider): Promise<ClientAuth> {
  const client = await loadOpenIdClient();
  switch (credential.method) {
    case 'none':
      // openid-client's default is client_secret_post: a public client has to say so.
      return client.None();
    case 'client_secret_basic':
      return client.ClientSecretBasic(credential.secret);
    case 'client_secret_post':
      return client.ClientSecretPost(credential.secret);
    case 'private_key_jwt': {
      const { importClientKey } = await import('./client-key.ts');
      const key = await importClientKey(name, credential.pem);
      return client.PrivateKeyJwt(credential.keyId ? { key, kid: credential.keyId } : key);
    }
  }
}

function metadataOf(provider: ResolvedProvider, endpoints: Endpoints): ServerMetadata {
  return {
    issuer: provider.issuer ?? new URL(endpoints.authorization).origin,
    authorization_endpoint: endpoints.authorization,
    token_endpoint: endpoints.token,
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

function discoveryError(provider: ResolvedProvider, error: unknown): AuthError {
  const own = authErrorBehind(error);
  if (own) return own;
  const status = outOfOrder(error);
  if (status) {
    const message = `${provider.name} at ${provider.issuer} is out of order: it answered ${status}.`;
    return new AuthError('provider-unreachable', message, { cause: error });
  }
  const reason = error instanceof Error ? error.message : 'no reason given';
  const message = `${provider.name}: ${provider.issuer} has no usable discovery document (${reason}).`;
  return new AuthError('provider-misconfigured', message, { cause: error });
}

/**
 * The status of an answer that says "not now" (429 or 5xx), as against one that refuses; undefined for any other error.
 * openid-client keeps the Response among the causes.
 */
export function outOfOrder(error: unknown): number | undefined {
  for (let current = error as Failure | undefined; current; current = current.cause) {
    const { status } = current;
    if (typeof status === 'number') return status === 429 || status >= 500 ? status : undefined;
  }
  return undefined;
}

interface Failure {
  readonly status?: unknown;
  readonly cause?: Failure;
}
