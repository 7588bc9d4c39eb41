import type { RedirectUris } from '@ddext-oauth/providers';
import type { Configuration, ServerMetadata } from 'openid-client';
import { type ClientOptions, createConfiguration } from '../core/client/client.ts';
import {
  type ProviderSettings,
  type ReadVariable,
  type ResolvedProvider,
  readVariables,
  resolveProvider,
} from '../core/client/settings.ts';
import { AuthError } from '../core/errors.ts';
import { mayHaveNewKeys } from '../core/grants/check-error.ts';
import { isUnreachable } from '../core/grants/token-error.ts';
import { failureStatus } from '../core/http/response-status.ts';
import { Allowance } from './allowance.ts';
import { isSimulated, type SimulatedProvider, simulatedBy } from './simulated-provider.ts';

/** A resolved provider with its openid-client configuration. */
export interface ProviderClient {
  readonly provider: ResolvedProvider;
  readonly configuration: Configuration;
  /** The registered redirect URIs. */
  readonly redirectUris: RedirectUris;
  /** Whether the browser may be redirected to plain http on this machine: the development setting. */
  readonly insecureLoopback: boolean;
}

/** Metadata is fetched again after this time, so that a moved endpoint is found without a restart. */
const METADATA_MS = 6 * 3600_000;
/** After a failure, metadata is fetched again after this time. The old metadata is used until then. */
const METADATA_RETRY_MS = 600_000;

/**
 * Outdated metadata and keys are fetched again immediately, for several rotations in a row, then once per interval (in
 * milliseconds). Responses with invented key IDs can therefore cause few requests.
 */
const RELOADS = { atOnce: 5, every: 20_000 };

/** A discovered provider, and the expiry of its metadata. */
interface Known {
  readonly client: Promise<ProviderClient>;
  readonly until: number;
}

/**
 * The providers of an extension. Each is discovered when it is first needed, and again when its metadata is outdated.
 */
export class ProviderRegistry {
  readonly settings: ReadonlyMap<string, ProviderSettings>;
  readonly #read: ReadVariable;
  readonly #options: ClientOptions & { readonly simulatedProvider?: SimulatedProvider };
  readonly #redirectUris: (settings: ProviderSettings) => RedirectUris;
  readonly #metadata = new Map<string, ServerMetadata>();
  readonly #known = new Map<string, Known>();
  readonly #reloads = new Map<string, Allowance>();
  readonly #now: () => number;

  constructor(
    providers: readonly ProviderSettings[],
    read: ReadVariable,
    options: ClientOptions & { readonly simulatedProvider?: SimulatedProvider },
    redirectUris: (settings: ProviderSettings) => RedirectUris,
    now: () => number = Date.now,
  ) {
    this.settings = new Map(providers.map((provider) => [provider.id, provider]));
    this.#read = read;
    this.#options = options;
    this.#redirectUris = redirectUris;
    this.#now = now;
  }

  /**
   * Returns a provider. A failed discovery is not cached: the next caller tries again. Until then, earlier metadata is
   * used.
   *
   * @throws AuthError `provider-unknown` | `provider-not-configured` | `setting-unreadable` | `provider-unreachable` |
   *   `provider-misconfigured`
   */
  async get(providerId: string): Promise<ProviderClient> {
    const known = this.#known.get(providerId);
    if (!known) return this.#load(providerId);
    if (this.#now() < known.until) return known.client;
    const before = await known.client;
    // Another caller may be fetching the metadata already.
    if (this.#known.get(providerId) !== known) return this.get(providerId);
    return before.provider.endpoints ? before : this.#load(providerId, before);
  }

  /**
   * Checks a signed response. If the key is unknown or the keys cannot be loaded, fetches metadata and keys again and
   * repeats the check once (OpenID Connect Core 1.0 section 10.1.1).
   */
  check<T>(client: ProviderClient, check: (client: ProviderClient) => Promise<T>): Promise<T> {
    return this.#orReloaded(client, check, (error) => mayHaveNewKeys(error) || areKeysMissing(error));
  }

  /** Sends a token request. Repeats it once if the token endpoint has moved, and never at the same endpoint. */
  ask<T>(client: ProviderClient, request: (client: ProviderClient) => Promise<T>): Promise<T> {
    const tokenEndpoint = ({ configuration }: ProviderClient) =>
      configuration.serverMetadata().token_endpoint;
    return this.#orReloaded(
      client,
      request,
      isEndpointGone,
      (reloaded) => tokenEndpoint(reloaded) !== tokenEndpoint(client),
    );
  }

  /** @throws AuthError `provider-unknown` | `provider-not-configured` | `setting-unreadable` */
  async resolve(providerId: string): Promise<ResolvedProvider> {
    const settings = this.#settingsOf(providerId);
    const { simulatedProvider } = this.#options;
    const variables = await readVariables(settings, this.#read);
    return simulatedProvider && isSimulated(settings, variables)
      ? simulatedBy(simulatedProvider, settings)
      : resolveProvider(settings, variables, this.#options.insecureLoopbackIssuer === true);
  }

  /**
   * Returns whether the simulator replaces this provider.
   *
   * @throws AuthError `provider-unknown` | `setting-unreadable`
   */
  async isSimulated(providerId: string): Promise<boolean> {
    if (this.#options.simulatedProvider === undefined) return false;
    const settings = this.#settingsOf(providerId);
    return isSimulated(settings, await readVariables(settings, this.#read));
  }

  /** Returns whether a provider may support device codes. Unknown before discovery. */
  mayHaveDeviceCodes({ id, preset }: ProviderSettings): boolean {
    const { endpoints, deviceCode } = preset;
    if (deviceCode.possible === false || (endpoints && !endpoints.deviceAuthorization)) return false;
    const known = this.#metadata.get(id);
    return !known || known.device_authorization_endpoint !== undefined;
  }

  /** Returns whether a provider issues tokens to the extension itself (RFC 6749 section 4.4). */
  isService(providerId: string): boolean {
    return this.settings.get(providerId)?.grants?.includes('client_credentials') === true;
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

  async #orReloaded<T>(
    client: ProviderClient,
    work: (client: ProviderClient) => Promise<T>,
    isOutOfDate: (error: unknown) => boolean,
    isNews: (reloaded: ProviderClient) => boolean = () => true,
  ): Promise<T> {
    try {
      return await work(client);
    } catch (error) {
      const reloaded = isOutOfDate(error) ? await this.#reload(client) : undefined;
      if (!reloaded || !isNews(reloaded)) throw error;
      return work(reloaded);
    }
  }

  /** Returns the provider with its current metadata. Undefined if it was fetched too often, or cannot be fetched. */
  async #reload(outdated: ProviderClient): Promise<ProviderClient | undefined> {
    const { id, endpoints } = outdated.provider;
    if (endpoints) return undefined;
    const known = this.#known.get(id);
    const client = await known?.client;
    if (client && client !== outdated) return client;
    // Another caller may be fetching the metadata already.
    const isFetching = this.#known.get(id) !== known;
    if (!isFetching && !this.#mayReload(id)) return undefined;
    const reloaded = await (isFetching ? this.get(id) : this.#load(id, outdated));
    return reloaded === outdated ? undefined : reloaded;
  }

  #mayReload(providerId: string): boolean {
    const allowance = this.#reloads.get(providerId) ?? new Allowance(RELOADS);
    this.#reloads.set(providerId, allowance);
    return allowance.take(this.#now());
  }

  /** @param before used if the provider cannot be discovered */
  #load(providerId: string, before?: ProviderClient): Promise<ProviderClient> {
    const client = this.#make(providerId).catch((error) => {
      if (!before) throw error;
      this.#known.set(providerId, {
        client: Promise.resolve(before),
        until: this.#now() + METADATA_RETRY_MS,
      });
      return before;
    });
    this.#known.set(providerId, { client, until: this.#now() + METADATA_MS });
    client.catch(() => this.#known.delete(providerId));
    return client;
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

/** Returns whether a check failed because the keys cannot be loaded. */
function areKeysMissing(error: unknown): boolean {
  const code = error instanceof AuthError ? error.code : undefined;
  return code === 'provider-unreachable' || code === 'provider-misconfigured';
}

/** Returns whether an endpoint was removed (RFC 9110 section 15) or cannot be reached. */
function isEndpointGone(error: unknown): boolean {
  const status = failureStatus(error);
  return status === undefined ? isUnreachable(error) : [404, 405, 410].includes(status);
}
