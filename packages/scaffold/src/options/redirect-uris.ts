import { type CatalogEntry, type Extension, redirectUriOf } from '@ddext-oauth/providers';
import type { Options } from './options.ts';

/** The options that redirect URIs depend on. */
export type RedirectOptions = Pick<Options, 'image' | 'title' | 'strategy' | 'port' | 'redirect'>;

/** The properties of an extension that its redirect URIs depend on. */
export function extensionOf({ image, title, strategy, port, redirect }: RedirectOptions): Extension {
  const known = { id: image, title };
  return strategy === 'backend-callback' ? { ...known, strategy, port } : { ...known, strategy, redirect };
}

/** A redirect URI exactly as registered, and its providers. */
export interface RegisteredUri {
  readonly uri: string;
  readonly providers: readonly CatalogEntry[];
}

/** The redirect URIs to register: one per provider, or for the tab one that all providers share. None if users only paste keys. */
export function redirectUris(
  options: RedirectOptions & Pick<Options, 'providers'>,
): readonly RegisteredUri[] {
  const extension = extensionOf(options);
  const registered = options.providers.map((preset) => ({
    preset,
    uri: redirectUriOf(extension, { id: preset.id, preset }),
  }));
  return [...new Set(registered.map(({ uri }) => uri))].map((uri) => ({
    uri,
    providers: registered.filter((each) => each.uri === uri).map(({ preset }) => preset),
  }));
}
