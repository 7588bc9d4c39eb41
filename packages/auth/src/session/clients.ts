import type { Configuration, ServerMetadata } from 'openid-client';
import { type ClientOptions, createConfiguration } from '../core/client.ts';
import { AuthError } from '../core/errors.ts';
import {
  type ProviderSettings,
  type ReadVariable,
  type ResolvedProvider,
  readVariables,
  resolveProvider,
} from '../core/settings.ts';
import type { RedirectUris } from './extension.ts';
import { isPlayed, playedBy, type StandIn } from './stand-in.ts';

/** A provider that is ready to be asked. */
export interface ProviderClient {
  readonly provider: ResolvedProvider;
  readonly configuration: Configuration;
  /** As registered there. */
  readonly redirectUris: RedirectUris;
  /** Whether the browser may be sent to plain http on this machine: the development switch. */
  readonly insecureLoopback: boolean;
}

/** The providers of an extension, each discovered when it is first needed. */
export class Clients {
  readonly settings: ReadonlyMap<string, ProviderSettings>;
  readonly #read: ReadVariable;
  readonly #options: ClientOptions & { readonly standIn?: StandIn };
  readonly #redirectUris: (settings: ProviderSettings) => RedirectUris;
  readonly #metadata = new Map<string, ServerMetadata>();
  readonly #made = new Map<string, Promise<ProviderClient>>();

  constructor(
    providers: readonly ProviderSettings[],
    read: ReadVariable,
    options: ClientOptions & { readonly standIn?: StandIn },
    redirectUris: (settings: ProviderSettings) => RedirectUris,
  ) {
    this.settings = new Map(providers.map((provider) => [provider.id, provider]));
    this.#read = read;
    this.#options = options;
    this.#redirectUris = redirectUris;
  }

  /**
   * A failed discovery is not remembered: the next caller tries again.
   *
   * @throws AuthError `provider-unknown` | `provider-not-configured` | `setting-unreadable` |
   *   `provider-unreachable` | `provider-misconfigured`
   */
  get(providerId: string): Promise<ProviderClient> {
    const known = this.#made.get(providerId);
    if (known) return known;
    const made = this.#make(providerId);
    this.#made.set(providerId, made);
    made.catch(() => this.#made.delete(providerId));
    return made;
  }

  /** @throws AuthError `provider-unknown` | `provider-not-configured` | `setting-unreadable` */
  async resolve(providerId: string): Promise<ResolvedProvider> {
    const settings = this.#settingsOf(providerId);
    const { standIn } = this.#options;
    const variables = await readVariables(settings, this.#read);
    return standIn && isPlayed(settings, variables)
      ? playedBy(standIn, settings)
      : resolveProvider(settings, variables);
  }

  /** Whether the simulator stands in for this provider. @throws AuthError `provider-unknown` | `setting-unreadable` */
  async isPlayed(providerId: string): Promise<boolean> {
    if (this.#options.standIn === undefined) return false;
    const settings = this.#settingsOf(providerId);
    return isPlayed(settings, await readVariables(settings, this.#read));
  }

  /** Whether a provider may have device codes: until it is discovered, nobody knows that it has not. */
  mayHaveDeviceCodes({ id, preset }: ProviderSettings): boolean {
    const { endpoints, deviceCode } = preset;
    if (deviceCode.possible === false || (endpoints && !endpoints.deviceAuthorization)) return false;
    const known = this.#metadata.get(id);
    return !known || known.device_authorization_endpoint !== undefined;
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
    const provider = await this.resolve(providerId);
    const redirectUris = this.#redirectUris(this.#settingsOf(providerId));
    const registered = redirectUris.filter((uri) => uri !== undefined);
    const configuration = await createConfiguration(provider, this.#options, registered);
    this.#metadata.set(providerId, configuration.serverMetadata());
    const insecureLoopback = this.#options.insecureLoopbackIssuer === true;
    return { provider, redirectUris, configuration, insecureLoopback };
  }
}
