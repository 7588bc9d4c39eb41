import { oidc } from '@ddext-oauth/providers';
import { AuthError } from '../core/errors.ts';
import { memoryStore } from '../stores/memory.ts';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { startExtension } from '../testing/extensions/extension.ts';
import {
  type ClientAuthenticationMethod,
  clientAuthentications,
  readVariable,
} from '../testing/fixtures/client-authentications.ts';
import { type CheckingProvider, startCheckingProvider } from '../testing/servers/checking-provider.ts';
import { CLIENT_ID } from '../testing/servers/scripted-provider.ts';

export type RelyingPartySuite = Awaited<ReturnType<typeof startRelyingPartySuite>>;

/**
 * A provider that checks its requests, and one backend that is registered there with one client authentication and used
 * by all modules. No clock is injected.
 */
export async function startRelyingPartySuite(method: ClientAuthenticationMethod) {
  const created: CheckingProvider[] = [];
  const store = memoryStore();
  const shared = { preset: oidc, clientId: CLIENT_ID, ...clientAuthentications[method].settings };
  const { auth, origin, close } = await startExtension(
    async (redirectUriOf) => {
      const checking = await startCheckingProvider(method, () => redirectUriOf('test'));
      created.push(checking);
      const { issuer } = checking;
      return [
        { id: 'test', issuer, ...shared },
        // The same server at another address, where its metadata names another issuer.
        { id: 'mismatch', issuer: `${issuer}/mismatch`, ...shared },
      ];
    },
    { read: readVariable, store },
  );
  const [provider] = created;
  if (!provider) throw new Error('The extension requested no provider.');

  return {
    ...provider,
    store,
    /**
     * Signs in with a browser.
     *
     * @returns `signed-in`, or the code of the error
     */
    async signIn(id = 'test'): Promise<string> {
      const browser = new TestBrowser();
      const attempt = await auth.signIn(id).catch(codeOf);
      if (typeof attempt === 'string') return attempt;
      await browser.get(await browser.follow(attempt.url, `${origin}/callback/${id}`));
      const outcome = await auth.waitForAttempt(attempt.attempt, 0);
      return outcome.status === 'failed' ? outcome.error.code : outcome.status;
    },
    /**
     * Calls user info with an access token that the provider no longer accepts.
     *
     * @returns its status, or the code of the error
     */
    async renew(): Promise<string> {
      provider.forgetAccessTokens();
      const answer = await auth.fetch('test:ada', `${provider.issuer}/userinfo`).catch(codeOf);
      return typeof answer === 'string' ? answer : String(answer.status);
    },
    close: async () => void (await Promise.all([close(), provider.close()])),
  };
}

function codeOf(error: unknown): string {
  if (error instanceof AuthError) return error.code;
  throw error;
}
