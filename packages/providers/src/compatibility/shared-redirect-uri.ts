import { type Grant, grantsOf } from '../grant.ts';
import type { Preset, Strategy } from '../preset.ts';

/** The members of a provider that affect its redirect URI. Every `ProviderSettings` is one. */
export interface SharingProvider {
  readonly id: string;
  readonly preset: Pick<Preset, 'issuerInResponse'>;
  readonly grants?: readonly Grant[];
}

/**
 * Returns the providers whose codes a malicious provider of the same extension could receive and redeem (mix-up attack,
 * RFC 9700 section 4.4): those that share the redirect URI of the tab and are not known to send `iss` (RFC 9207). With
 * `backend-callback` there are none, because each provider has its own redirect URI (RFC 9700 section 4.4.2).
 *
 * This rule concerns all providers of an extension together. `judge` concerns one provider.
 *
 * @example
 *   exposedToMixUp('extension-tab', providers).map(({ id }) => id); // ['oidc']
 *
 * @returns those that use the authorization code grant, in the given order; none if there is only one provider
 */
export function exposedToMixUp<Provider extends SharingProvider>(
  strategy: Strategy,
  providers: readonly Provider[],
): readonly Provider[] {
  if (strategy !== 'extension-tab') return [];
  const sharing = providers.filter((provider) => grantsOf(provider).includes('authorization_code'));
  return sharing.length > 1 ? sharing.filter(({ preset }) => preset.issuerInResponse.possible !== true) : [];
}
