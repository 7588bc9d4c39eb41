import { type Grant, grantsOf } from '../grant.ts';
import type { Preset, Strategy } from '../preset.ts';

/** A provider of an extension, as far as its redirect URI is concerned; each `ProviderSettings` is one. */
export interface SharingProvider {
  readonly id: string;
  readonly preset: Pick<Preset, 'issuerInResponse'>;
  readonly grants?: readonly Grant[];
}

/**
 * The providers whose codes a malicious provider of the same extension could be sent and redeem (RFC 9700 section 4.4): they
 * share the redirect URI of the tab with others, and are not known to send `iss` (RFC 9207). With `backend-callback` each
 * provider has a redirect URI of its own (RFC 9700 section 4.4.2), and there are none.
 *
 * This is a rule about providers of one extension together; `judge` speaks of each by itself.
 *
 * @returns those that sign people in by a code, in the order given; none where there is only one
 * @example
 * exposedToMixUp('extension-tab', providers).map(({ id }) => id); // ['oidc']
 */
export function exposedToMixUp<Provider extends SharingProvider>(
  strategy: Strategy,
  providers: readonly Provider[],
): readonly Provider[] {
  if (strategy !== 'extension-tab') return [];
  const sharing = providers.filter((provider) => grantsOf(provider).includes('authorization_code'));
  return sharing.length > 1 ? sharing.filter(({ preset }) => preset.issuerInResponse.possible !== true) : [];
}
