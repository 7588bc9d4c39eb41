import type { Preset } from './preset.ts';

/** The facts of an extension that its UI, backend and registrations share. */
export type Extension = {
  /** `ORG/NAME`: the image without its tag, as Docker Desktop's links name it. */
  readonly id: string;
  readonly title: string;
} & (RedirectStrategy | NoRedirect);

/** Users only paste keys, and the extension has no provider to sign in with. */
interface NoRedirect {
  readonly strategy: 'none';
}

/** How the browser returns after the provider's page. */
type RedirectStrategy =
  | {
      readonly strategy: 'backend-callback';
      /** The port that Docker publishes on 127.0.0.1. It is written only here. */
      readonly port: number;
    }
  | {
      readonly strategy: 'extension-tab';
      /**
       * The link to the extension's tab: Docker Desktop's custom scheme, or Docker's https page that leads to the tab,
       * for a provider that accepts https only. The code then passes through that page. Default: `scheme`. List both if
       * both are registered: users whose browser blocks the first can use the second.
       */
      readonly redirect?: Redirect | readonly ['scheme', 'bridge'];
      /**
       * The IDs of providers that may share the tab with others although they are not known to send `iss` (RFC 9207). A
       * malicious one of them could redeem the codes of others (RFC 9700 section 4.4). `Auth` rejects such providers
       * unless they are listed here.
       */
      readonly acceptSharedRedirectUri?: readonly string[];
    };

/** The two forms of the link to an extension's tab. */
export type Redirect = 'scheme' | 'bridge';

const tabLinks: Readonly<Record<Redirect, string>> = {
  scheme: 'docker-desktop://dashboard/extension-tab',
  // Docker owns this page and does not document this use.
  bridge: 'https://open.docker.com/dashboard/extension-tab',
};

/** The members of `ProviderSettings` that decide its redirect URI. */
export interface RedirectTarget {
  readonly id: string;
  readonly preset: Pick<Preset, 'loopbackHost'>;
}

/**
 * Returns the redirect URI to register at the provider and to send in both requests, byte for byte. On loopback each
 * provider has its own path (RFC 9700 section 4.4.2), on the literal address 127.0.0.1 (RFC 8252 section 8.3), or on
 * `localhost` for a provider that accepts only that. For the tab, which all providers share, the extension ID is not
 * escaped, as in Docker's documentation.
 *
 * @example
 *   redirectUriOf(extension, provider); // 'http://127.0.0.1:51234/callback/github'
 *
 * @throws RangeError for an extension with the strategy `none`
 */
export function redirectUriOf(extension: Extension, provider: RedirectTarget): string {
  return redirectUrisOf(extension, provider)[0];
}

/** The redirect URIs to register at one provider: that of the button, and an optional second form. */
export type RedirectUris = readonly [string, string?];

/**
 * Returns all redirect URIs of a provider. The first is that of {@link redirectUriOf}.
 *
 * @example
 *   const [main, second] = redirectUrisOf(extension, { id: 'github', preset: github });
 *
 * @throws RangeError for an extension with the strategy `none`
 */
export function redirectUrisOf(extension: Extension, { id, preset }: RedirectTarget): RedirectUris {
  if (extension.strategy === 'backend-callback') {
    return [
      `http://${preset.loopbackHost ?? '127.0.0.1'}:${extension.port}/callback/${encodeURIComponent(id)}`,
    ];
  }
  if (extension.strategy === 'none')
    throw new RangeError(`An extension with the strategy none has no redirect URI for ${id}.`);
  const { redirect = 'scheme' } = extension;
  const link = (spelling: Redirect) => `${tabLinks[spelling]}?extensionId=${extension.id}`;
  return typeof redirect === 'string' ? [link(redirect)] : [link(redirect[0]), link(redirect[1])];
}
