import { loopbackHostOf } from '../providers/loopback-host.ts';
import type { Redirects, Strategy } from '../providers/preset.ts';

/** What an extension is to the outside: the facts its UI, its backend and its provider registrations agree on. */
export type Extension = {
  /** `ORG/NAME`: the image without its tag, as Docker Desktop's links name it. */
  readonly id: string;
  readonly title: string;
  readonly strategy: Strategy;
} & WayBack;

/** How the browser gets back after the provider's page. */
type WayBack =
  | {
      readonly strategy: 'backend-callback';
      /** The port that Docker publishes on 127.0.0.1, and the only place where it is written. */
      readonly port: number;
    }
  | {
      readonly strategy: 'extension-tab';
      /**
       * The link to the extension's tab: Docker Desktop's own scheme, or for a provider that takes https only the page of
       * Docker's that leads to it, which the code then passes through. Default `scheme`. Both, where both are registered:
       * the second is for a person whose browser was stopped on the first.
       */
      readonly redirect?: Redirect | readonly ['scheme', 'bridge'];
    };

/** Two spellings of the link to an extension's tab. */
export type Redirect = 'scheme' | 'bridge';

const tabLinks: Readonly<Record<Redirect, string>> = {
  scheme: 'docker-desktop://dashboard/extension-tab',
  // Undocumented for this use, and owned by Docker.
  bridge: 'https://open.docker.com/dashboard/extension-tab',
};

/**
 * The redirect URI to register at the provider and to send in both requests, byte for byte. On loopback the literal
 * address (RFC 8252 section 8.3), but for a provider that takes only `localhost`; for the tab the id unescaped, as
 * Docker's documentation writes it.
 *
 * @param preset of the provider
 */
export function redirectUriOf(extension: Extension, preset: { readonly redirects: Redirects }): string {
  return redirectUrisOf(extension, preset)[0];
}

/** The redirect URIs to register at one provider, that of the button first; a second where there is a second spelling. */
export type RedirectUris = readonly [string, string?];

/** All that {@link redirectUriOf} says of one. @param preset of the provider */
export function redirectUrisOf(
  extension: Extension,
  preset: { readonly redirects: Redirects },
): RedirectUris {
  if (extension.strategy === 'backend-callback') {
    return [`http://${loopbackHostOf(preset)}:${extension.port}/callback`];
  }
  const { id, redirect = 'scheme' } = extension;
  const link = (spelling: Redirect) => `${tabLinks[spelling]}?extensionId=${id}`;
  return typeof redirect === 'string' ? [link(redirect)] : [link(redirect[0]), link(redirect[1])];
}
