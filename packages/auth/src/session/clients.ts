import type { Configuration } from 'openid-client';
import { type ClientOptions, createConfiguration } from '../core/client.ts';
import { AuthError } from '../core/errors.ts';
import {
  type ProviderSettings,
  type ReadVariable,
  type ResolvedProvider,
  resolveProvider,
} from '../core/settings.ts';
import { isPlayed, playedBy, type StandIn } from './stand-in.ts';

/** A provider that is ready to be asked. */
export interface ProviderClient {
  readonly provider: ResolvedProvider;
  readonly configuration: Configuration;
  /** As registered there. */
  readonly redirectUri: string;
}

/** The providers of an extension, each discovered when it is first needed. */
export class Clients {
  readonly settings: ReadonlyMap<string, ProviderSettings>;
  readonly #read: ReadVariable;
  readonly #options: ClientOptions & { readonly standIn?: StandIn };
  readonly #redirectUri: (settings: ProviderSettings) => string;
  readonly #made = new Map<string, Promise<ProviderClient>>();

  constructor(
    providers: readonly ProviderSettings[],
    read: ReadVariable,
    options: ClientOptions & { readonly standIn?: StandIn },
    redirectUri: (settings: ProviderSettings) => string,
  ) {
    this.settings = new Map(providers.map((provider) => [provider.id, provider]));
    this.#read = read;
    this.#options = options;
    this.#redirectUri = redirectUri;
  }

  /**
   * A failed discovery is not remembered: the next caller tries again.
   *
   * @throws AuthError `provider-unknown` | `provider-not-configured` | `provider-unreachable` |
   *   `provider-misconfigured`
   */
  get(providerId: string): Promise<ProviderClient> {
    const known = this.#made.get(providerId);
    if (known) return known;
    const made = this.#make(providerId);
    this.#made.set(providerId, made);
    made.catch(() => this.#made.delete(providerId));
    return made;
  }

  /** @throws AuthError `provider-unknown` | `provider-not-configured` */
  resolve(providerId: string): ResolvedProvider {
    const settings = this.#settingsOf(providerId);
    const { standIn } = this.#options;
    return standIn && this.isPlayed(providerId)
      ? playedBy(standIn, settings)
      : resolveProvider(settings, this.#read);
  }

  /** Whether the simulator stands in for this provider. @throws AuthError `provider-unknown` */
  isPlayed(providerId: string): boolean {
    return this.#options.standIn !== undefined && isPlayed(this.#settingsOf(providerId), this.#read);
  }

  nameOf(providerId: string): string {
    const settings = this.settings.get(providerId);
    return settings?.name ?? settings?.preset.name ?? providerId;
  }

  #settingsOf(providerId: string): ProviderSettings {
    const settings = this.settings.get(providerId);
    if (!settings) throw new AuthError('provider-unknown', `This extension has no provider "${providerId}".`);
    return settings;
  }

  async #make(providerId: string): Promise<ProviderClient> {
    const provider = this.resolve(providerId);
    const redirectUri = this.#redirectUri(this.#settingsOf(providerId));
    return {
      provider,
      redirectUri,
      configuration: await createConfiguration(provider, this.#options, redirectUri),
    };
  }
}
