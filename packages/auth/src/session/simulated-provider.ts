import { grantsOf, standardClaims } from '@ddext-oauth/providers';
import type { ClientOptions } from '../core/client.ts';
import { AuthError } from '../core/errors.ts';
import { isLoopback } from '../core/loopback.ts';
import type { ProviderSettings, ResolvedProvider, Variables } from '../core/settings.ts';

/** The simulator's identity provider: it plays every provider that no client id is set for. For development only. */
export interface SimulatedProvider {
  /** Plain http on this machine. */
  readonly issuer: string;
  readonly clientId: string;
}

/**
 * What the simulator says of itself in `DDEXT_SIMULATOR_ISSUER` and `DDEXT_SIMULATOR_CLIENT_ID`, as options of an `Auth`;
 * none of it is set in an image. `DDEXT_INSECURE_LOOPBACK_ISSUER=1` by itself allows plain http on this machine.
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

/** Whether the stand-in plays this provider: only where nobody has begun to register the extension there. */
export function isSimulated({ clientId }: ProviderSettings, read: Variables): boolean {
  return typeof clientId === 'object' && read(clientId.variable) === undefined;
}

/**
 * A provider as the stand-in plays it: under its own name and with its grants and API hosts, by OpenID Connect.
 *
 * @throws AuthError `provider-misconfigured` where the stand-in is not on this machine
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
    credential: { method: 'none' },
    settingNames: { clientId: 'DDEXT_SIMULATOR_CLIENT_ID', credential: 'clientSecret' },
    pushedAuthorization: undefined,
    offlineAccess: false,
    idTokenHint: false,
    grants: grantsOf(settings),
    apiHosts: [...(settings.apiHosts ?? [])],
    exposeAccessToken: settings.exposeAccessToken === true,
  };
}

const scopes = ['openid', 'profile', 'email'];
