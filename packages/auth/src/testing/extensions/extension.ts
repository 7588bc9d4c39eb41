import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oidc } from '@ddext-oauth/providers';
import { callbackApp } from '../../backend/callback-app.ts';
import { closeServer, listen } from '../../backend/listen.ts';
import { type Logger, logSignIns } from '../../backend/logger.ts';
import type { ProviderSettings } from '../../core/client/settings.ts';
import { Auth, type AuthOptions } from '../../session/auth.ts';
import { memoryStore } from '../../stores/memory.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../servers/identity-provider.ts';

export interface TestExtension {
  readonly auth: Auth;
  /** The origin of the callback server: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Starts the sign-in engine of an extension and its callback server on a free port, which Docker would publish.
 *
 * @param serve serves the app on any port of 127.0.0.1
 */
export async function startExtension(
  providers: (redirectUriOf: (providerId: string) => string) => Promise<readonly ProviderSettings[]>,
  options: Partial<AuthOptions> & { readonly logger?: Logger } = {},
  serve: (app: RequestListener) => Promise<Server> = (app) => listen(app, { host: '127.0.0.1', port: 0 }),
): Promise<TestExtension> {
  const { logger } = options;
  let app: RequestListener | undefined;
  const server = await serve((request, response) => app?.(request, response));
  const { port } = server.address() as AddressInfo;
  const auth = new Auth({
    extension: { id: 'acme/test', title: 'Test <extension>', strategy: 'backend-callback', port },
    providers: await providers((id) => `http://127.0.0.1:${port}/callback/${id}`),
    store: memoryStore(),
    read: () => undefined,
    insecureLoopbackIssuer: true,
    ...(logger && { onSignIn: logSignIns(logger) }),
    ...options,
  });
  app = callbackApp(auth, logger && { logger });
  return { auth, origin: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

export interface TestExtensionWithProvider extends TestExtension {
  readonly identityProvider: TestIdentityProvider;
}

/** Starts the same, registered at a real OpenID provider with the ID `test`. */
export async function startExtensionWithProvider(
  options: Partial<AuthOptions> = {},
  serve?: (app: RequestListener) => Promise<Server>,
): Promise<TestExtensionWithProvider> {
  let identityProvider: TestIdentityProvider | undefined;
  const extension = await startExtension(
    async (redirectUriOf) => {
      identityProvider = await startIdentityProvider([redirectUriOf('test')]);
      return [{ id: 'test', preset: oidc, issuer: identityProvider.issuer, clientId: 'test-extension' }];
    },
    options,
    serve,
  );
  const provider = identityProvider as TestIdentityProvider;
  const close = async () => void (await Promise.all([extension.close(), provider.close()]));
  return { ...extension, identityProvider: provider, close };
}
