import { grantsOf, standardClaims } from '@ddext-oauth/providers';
import type { ClientOptions } from '../core/client/client.ts';
import {
  type ProviderSettings,
  type ResolvedProvider,
  usesDpop,
  type Variables,
} from '../core/client/settings.ts';
import { AuthError } from '../core/errors.ts';
import { isLoopback } from '../core/http/loopback.ts';

/** The simulator's test identity provider, which replaces every provider without a client ID. For development only. */
export interface SimulatedProvider {
  /** An http URL on this machine. */
  readonly issuer: string;
  readonly clientId: string;
}

/**
 * Returns the options of `Auth` for the simulator's variables `DDEXT_SIMULATOR_ISSUER` and `DDEXT_SIMULATOR_CLIENT_ID`.
 * An image sets none of them. `DDEXT_INSECURE_LOOPBACK_ISSUER=1` alone allows plain http on this machine.
 *
 * @example
 *   const auth = new Auth({ ...options, ...simulated((name) => process.env[name]) });
 */
export function simulated(
  read: Variables,
): ClientOptions & { readonly simulatedProvider?: SimulatedProvider } {
  const issuer = read('DDEXT_SIMULATOR_ISSUER');
  const clientId = read('DDEXT_SIMULATOR_CLIENT_ID');
  const insecureLoopbackIssuer = read('DDEXT_INSECURE_LOOPBACK_ISSUER') === '1';
  if (!issuer || !clientId) return { insecureLoopbackIssuer };
  return { insecureLoopbackIssuer: true, simulatedProvider: { issuer, clientId } };
}

/** Returns whether a provider is simulated: if no client ID is set for it. */
export function isSimulated({ clientId }: ProviderSettings, read: Variables): boolean {
  return typeof clientId === 'object' && read(clientId.variable) === undefined;
}

/**
 * Resolves a simulated provider: with its own name, grants and API hosts, and OpenID Connect at the simulator.
 *
 * @throws AuthError `provider-misconfigured` if the simulator's issuer is not on this machine
 */
export function simulatedBy(
  { issuer, clientId }: SimulatedProvider,
  settings: ProviderSettings,
): ResolvedProvider {
  if (!URL.canParse(issuer) || !isLoopback(new URL(issuer))) {
    throw new AuthError('provider-misconfigured', `DDEXT_SIMULATOR_ISSUER ${issuer} is not on this machine.`);
  }
  const {
    authorizationParameters: _parameters,
    nonce: _nonce,
    refresh: _refresh,
    endpointOverrides: _endpoints,
    tokenRequest: _request,
    resource: _resource,
    userInfoRequest: _userInfo,
    ...preset
  } = settings.preset;
  return {
    id: settings.id,
    name: settings.name ?? preset.name,
    preset: {
      ...preset,
      protocol: 'oidc',
      pkce: { method: 'S256' },
      scopes: { default: scopes, separator: ' ' },
      profile: standardClaims,
    },
    ...{ issuer, clientId, scopes },
    endpoints: undefined,
    resource: undefined,
    credential: { method: 'none' },
    settingNames: { clientId: 'DDEXT_SIMULATOR_CLIENT_ID', credential: 'clientSecret' },
    pushedAuthorization: undefined,
    dpop: usesDpop(settings),
    offlineAccess: false,
    idTokenHint: false,
    grants: grantsOf(settings),
    apiHosts: [...(settings.apiHosts ?? [])],
    exposeAccessToken: settings.exposeAccessToken === true,
  };
}

const scopes = ['openid', 'profile', 'email'];
