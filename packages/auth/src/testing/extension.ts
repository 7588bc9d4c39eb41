import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oidc } from '@ddext-oauth/providers';
import { callbackApp } from '../backend/callback-app.ts';
import { closeServer, listen } from '../backend/listen.ts';
import { type Logger, logSignIns } from '../backend/logger.ts';
import type { ProviderSettings } from '../core/settings.ts';
import { Auth, type AuthOptions } from '../session/auth.ts';
import { memoryStore } from '../stores/memory.ts';
import { startIdentityProvider, type TestIdentityProvider } from './identity-provider.ts';

export interface TestExtension {
  readonly auth: Auth;
  /** `http://127.0.0.1:PORT`, where the callback app listens. */
  readonly origin: string;
  close(): Promise<void>;
}

/** An extension's engine with its callback app on a port of its own, as Docker would publish it. */
export async function startExtension(
  providers: (redirectUriOf: (providerId: string) => string) => Promise<readonly ProviderSettings[]>,
  options: Partial<AuthOptions> & { readonly logger?: Logger } = {},
): Promise<TestExtension> {
  const { logger } = options;
  let app: RequestListener | undefined;
  const server = await listen((request, response) => app?.(request, response), {
    host: '127.0.0.1',
    port: 0,
  });
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

/** The same, registered at a real OpenID provider as `test`. */
export async function startExtensionWithProvider(
  options: Partial<AuthOptions> = {},
): Promise<TestExtensionWithProvider> {
  let identityProvider: TestIdentityProvider | undefined;
  const extension = await startExtension(async (redirectUriOf) => {
    identityProvider = await startIdentityProvider([redirectUriOf('test')]);
    return [{ id: 'test', preset: oidc, issuer: identityProvider.issuer, clientId: 'test-extension' }];
  }, options);
  const provider = identityProvider as TestIdentityProvider;
  const close = async () => void (await Promise.all([extension.close(), provider.close()]));
  return { ...extension, identityProvider: provider, close };
}
