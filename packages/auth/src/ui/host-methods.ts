import { type Host, hosts } from '@ddext-oauth/providers';
import type { Session, SignInMethod } from '../session/account.ts';

type Provider = Session['providers'][number];

/** These return to the extension's tab, if the extension has the strategy `extension-tab`. */
const inBrowser: ReadonlySet<SignInMethod> = new Set(['authorization_code', 'bridge']);

/** Leaves out the methods whose result cannot reach the page in its host, and says so. An unknown host gets all methods. */
export function methodsIn(host: Host | undefined, session: Session): Session {
  if (!session.returnsToTab || host === undefined || hosts[host].opensTab) return session;
  const { name } = hosts[host];
  return { ...session, providers: session.providers.map((provider) => withoutTab(provider, name)) };
}

function withoutTab(provider: Provider, host: string): Provider {
  const signInMethods = provider.signInMethods.filter((signInMethod) => !inBrowser.has(signInMethod));
  if (signInMethods.length === provider.signInMethods.length) return provider;
  const reason = `${host} cannot return from the browser to this extension`;
  const note =
    signInMethods.length > 0
      ? `${reason}, so you sign in with a code.`
      : `${reason}. Sign in to ${provider.name} in Docker Desktop.`;
  return { ...provider, signInMethods, note };
}
