import {
  type CatalogEntry,
  type Extension,
  type Redirect,
  type RedirectTarget,
  redirectUrisOf,
} from '@ddext-oauth/providers';
import { catalog, presetIdentifier } from '@ddext-oauth/providers/catalog';
import type { ExtensionSource } from './extension-source.ts';
import type { ProviderSource } from './provider-source.ts';

/** The preset of the catalog that a provider is made of; undefined for a preset of the extension itself, which is not read. */
export function presetOf({ preset }: ProviderSource): CatalogEntry | undefined {
  return catalog.find(({ id }) => presetIdentifier(id) === preset?.name);
}

/** The redirect URIs of one provider. */
export interface ProviderRedirectUris {
  readonly uris: readonly string[];
  /** The same with the other loopback host, if the accepted host is only in a preset that is not read. */
  readonly alternatives: readonly string[];
}

/** The redirect URIs of each provider, as `@ddext-oauth/providers` computes them; none if a part of them is not known. */
export function redirectUrisIn(
  source: ExtensionSource,
  providers: readonly ProviderSource[],
): readonly ProviderRedirectUris[] {
  const extension = extensionOf(source);
  if (extension === undefined) return [];
  return providers.flatMap((provider) => {
    const id = provider.members.get('id')?.value ?? '';
    // The link to the tab does not contain the provider.
    if (typeof id !== 'string' || (id === '' && extension.strategy === 'backend-callback')) return [];
    const preset = presetOf(provider);
    const urisWith = (loopbackHost: RedirectTarget['preset']['loopbackHost']) =>
      redirectUrisOf(extension, { id, preset: loopbackHost ? { loopbackHost } : {} }).filter(
        (uri) => uri !== undefined,
      );
    if (preset) return [{ uris: urisWith(preset.loopbackHost), alternatives: [] }];
    return [{ uris: urisWith(undefined), alternatives: urisWith('localhost') }];
  });
}

/** What the redirect URI depends on; undefined if a part of it is not known. */
function extensionOf({ members }: ExtensionSource): Extension | undefined {
  const value = (name: string) => members.get(name)?.value;
  const known = { id: String(value('id')), title: String(value('title')) };
  const [strategy, port] = [value('strategy'), value('port')];
  if (strategy === 'backend-callback') {
    return typeof port === 'number' ? { ...known, strategy, port } : undefined;
  }
  if (strategy !== 'extension-tab' || typeof value('id') !== 'string') return undefined;
  if (!members.has('redirect')) return { ...known, strategy };
  const redirect = redirectOf(value('redirect'));
  return redirect && { ...known, strategy, redirect };
}

function redirectOf(value: unknown): Redirect | readonly ['scheme', 'bridge'] | undefined {
  if (value === 'scheme' || value === 'bridge') return value;
  return Array.isArray(value) && value.join() === 'scheme,bridge' ? ['scheme', 'bridge'] : undefined;
}
