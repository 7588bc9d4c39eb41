import type { Preset, Strategy } from './preset.ts';

/** What an extension is to the outside: the facts its UI, its backend and its provider registrations agree on. */
export type Extension = {
  /** `ORG/NAME`: the image without its tag, as Docker Desktop's links name it. */
  readonly id: string;
  readonly title: string;
  readonly strategy: Strategy;
} & RedirectStrategy;

/** How the browser returns after the provider's page. */
type RedirectStrategy =
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
      /**
       * The ids of the providers that are not known to send `iss` (RFC 9207) and may share the tab with other providers
       * all the same: a malicious one of these could redeem their codes (RFC 9700 section 4.4). `Auth` refuses such a
       * provider unless it is listed here.
       */
      readonly acceptSharedRedirectUri?: readonly string[];
    };

/** Two spellings of the link to an extension's tab. */
export type Redirect = 'scheme' | 'bridge';

const tabLinks: Readonly<Record<Redirect, string>> = {
  scheme: 'docker-desktop://dashboard/extension-tab',
  // Undocumented for this use, and owned by Docker.
  bridge: 'https://open.docker.com/dashboard/extension-tab',
};

/** The members of `ProviderSettings` that decide its redirect URI. */
export interface RedirectTarget {
  readonly id: string;
  readonly preset: Pick<Preset, 'loopbackHost'>;
}

/**
 * The redirect URI to register at the provider and to send in both requests, byte for byte. On loopback each provider has
 * a path of its own (RFC 9700 section 4.4.2), on the literal address (RFC 8252 section 8.3), but for a provider that takes
 * only `localhost`; for the tab, which all providers share, the extension's id unescaped, as Docker's documentation writes it.
 *
 * @example
 * redirectUriOf(extension, provider); // 'http://127.0.0.1:51234/callback/github'
 */
export function redirectUriOf(extension: Extension, provider: RedirectTarget): string {
  return redirectUrisOf(extension, provider)[0];
}

/** The redirect URIs to register at one provider, that of the button first; a second where there is a second spelling. */
export type RedirectUris = readonly [string, string?];

/** All that {@link redirectUriOf} says of one. */
export function redirectUrisOf(extension: Extension, { id, preset }: RedirectTarget): RedirectUris {
  if (extension.strategy === 'backend-callback') {
    return [
      `http://${preset.loopbackHost ?? '127.0.0.1'}:${extension.port}/callback/${encodeURIComponent(id)}`,
    ];
  }
  const { redirect = 'scheme' } = extension;
  const link = (spelling: Redirect) => `${tabLinks[spelling]}?extensionId=${extension.id}`;
  return typeof redirect === 'string' ? [link(redirect)] : [link(redirect[0]), link(redirect[1])];
}
