import Provider, { type Configuration } from 'oidc-provider';
import { createProviderMemory } from './provider-memory.ts';
import { startTestServer } from './test-server.ts';

export interface TestIdentityProvider {
  readonly issuer: string;
  readonly provider: Provider;
  /** Restarts it with other settings at the same address. It keeps sessions and tokens. */
  restart(configuration: Configuration): void;
  close(): Promise<void>;
}

type InteractionRequest = Parameters<Provider['interactionDetails']>[0];

interface Hosting {
  /** A name of this machine. With `localhost` its cookies are separate from those of 127.0.0.1. */
  readonly host?: string;
  /** The user that signs in with a request. Default: Ada. */
  readonly userOf?: (request: InteractionRequest) => string | Promise<string>;
  /** Without `iss` in its responses and metadata, as before RFC 9207. */
  readonly withoutIssuer?: boolean;
}

/** Starts a real OpenID provider that always grants consent, so that a browser receives only redirects. */
export async function startIdentityProvider(
  redirectUris: string[],
  configuration: Configuration = {},
  { host = '127.0.0.1', userOf = () => 'ada', withoutIssuer = false }: Hosting = {},
): Promise<TestIdentityProvider> {
  let handle: ReturnType<Provider['callback']> | undefined;
  const { origin, close } = await startTestServer((request, response) => void handle?.(request, response));
  const issuer = `http://${host}:${new URL(origin).port}`;
  const start = (changes: Configuration) => {
    const made = new Provider(issuer, { ...settings, ...changes });
    if (withoutIssuer) made.use(stripIssuer);
    const standard = made.callback();
    handle = (request, response) =>
      request.url?.startsWith('/interaction/')
        ? agree(made, request, response, userOf)
        : standard(request, response);
    return made;
  };
  const settings: Configuration = {
    adapter: createProviderMemory(),
    clients: [
      {
        client_id: 'test-extension',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: redirectUris,
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'picture'], email: ['email', 'email_verified'] },
    cookies: { keys: ['only for tests'] },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
    },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, name: 'Ada Lovelace', email: 'ada@example.com', email_verified: true }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    ...configuration,
  };
  const provider = start({});
  return { issuer, provider, restart: (changes) => void start(changes), close };
}

const stripIssuer: Parameters<Provider['use']>[0] = async (context, next) => {
  await next();
  const location = context.response.get('location');
  if (location) context.set('location', location.replace(/&iss=[^&]*/, ''));
  const { body } = context as { body?: { authorization_response_iss_parameter_supported?: boolean } };
  if (body?.authorization_response_iss_parameter_supported)
    body.authorization_response_iss_parameter_supported = false;
};

async function agree(
  provider: Provider,
  request: InteractionRequest,
  response: Parameters<Provider['interactionDetails']>[1],
  userOf: NonNullable<Hosting['userOf']>,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, {
      login: { accountId: await userOf(request) },
    });
    return;
  }
  const grant = new provider.Grant({
    accountId: session?.accountId ?? 'ada',
    clientId: String(params.client_id),
  });
  grant.addOIDCScope(String(params.scope));
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}
