import type { Configuration, Provider } from 'oidc-provider';
import { createBrowserServer } from '../../http/browser-server.ts';
import { closerOf, listen, loopback } from '../../http/listen.ts';
import { loadProvider } from '../../identity-provider/load-provider.ts';

export const configuredClientId = 'registered-extension';
export const configuredClientSecret = 'a-secret-of-32-characters-at-least';

export interface ConfiguredProvider {
  readonly issuer: string;
  close(): Promise<void>;
}

/** The registration of the client, and the behavior of the provider. */
export interface Registration {
  readonly redirectUris: readonly string[];
  /** Status of revocation responses, as from a proxy in front of the provider (RFC 7009 section 2.2.1). */
  readonly revocationStatus?: number;
}

type InteractionRequest = Parameters<Provider['interactionDetails']>[0];
type InteractionResponse = Parameters<Provider['interactionDetails']>[1];

/** Ada always grants consent, so that a sign-in is a sequence of redirects. */
async function agree(
  provider: Provider,
  request: InteractionRequest,
  response: InteractionResponse,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: 'ada' } });
  }
  const grant = new provider.Grant({
    accountId: session?.accountId ?? 'ada',
    clientId: String(params.client_id),
  });
  grant.addOIDCScope(String(params.scope));
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

function configurationOf(redirectUris: readonly string[]): Configuration {
  return {
    clients: [
      {
        client_id: configuredClientId,
        client_secret: configuredClientSecret,
        application_type: 'native',
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        redirect_uris: [...redirectUris],
      },
    ],
    claims: { openid: ['sub'], profile: ['name'] },
    cookies: { keys: ['only for tests'] },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      clientCredentials: { enabled: true },
    },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, name: 'Ada Lovelace' }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    issueRefreshToken: async () => true,
  };
}

/**
 * Starts an OpenID provider with a registered client, over plain http on this machine. It is not the test identity
 * provider of the simulator.
 */
export async function startConfiguredProvider(registration: Registration): Promise<ConfiguredProvider> {
  const { redirectUris, revocationStatus } = registration;
  const server = createBrowserServer();
  const issuer = `http://${loopback}:${await listen(server, 0)}`;
  const Provider = await loadProvider();
  const provider = new Provider(issuer, configurationOf(redirectUris));
  provider.use(async (context, next) => {
    await next();
    if (revocationStatus !== undefined && context.path === '/token/revocation')
      context.status = revocationStatus;
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return void answer(request, response);
    agree(provider, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  return { issuer, close: closerOf(server) };
}
