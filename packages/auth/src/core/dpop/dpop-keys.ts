import type { Configuration, DPoPHandle } from 'openid-client';
import { loadOpenIdClient } from '../client/client.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { AuthError } from '../errors.ts';
import {
  DPOP_ALGORITHM,
  type DpopKey,
  exportPrivateKey,
  importKeyPair,
  type KeyPairs,
  thumbprintOf,
} from './dpop-key.ts';

/** A provider and its configuration. */
interface Client {
  readonly provider: ResolvedProvider;
  readonly configuration: Configuration;
}

/** The handles in memory. Another one is created again from its key. */
const MOST_HANDLES = 100;

/**
 * Creates the keys that tokens are bound to, and the handles with which openid-client signs a proof for each request (RFC
 * 9449 section 4.2). A handle also remembers the latest nonce of each server (sections 8 and 9).
 */
export class DpopKeys {
  readonly #keyPairs: KeyPairs | undefined;
  readonly #handles = new Map<string, DPoPHandle>();

  /** @param keyPairs of the store. Without them, the private key is stored with its account */
  constructor(keyPairs?: KeyPairs) {
    this.#keyPairs = keyPairs;
  }

  /**
   * Creates a key for a sign-in. Undefined if the provider's tokens are not bound to a key.
   *
   * @throws AuthError `provider-misconfigured` if the metadata lists other algorithms only
   */
  async create({ provider, configuration }: Client): Promise<DpopKey | undefined> {
    if (!provider.dpop) return undefined;
    requireAlgorithm(provider, configuration);
    const client = await loadOpenIdClient();
    const pair = await client.randomDPoPKeyPair(DPOP_ALGORITHM, { extractable: !this.#keyPairs });
    const thumbprint = await thumbprintOf(pair.publicKey);
    this.#remember(thumbprint, client.getDPoPHandle(configuration, pair));
    if (!this.#keyPairs) return { thumbprint, privateKey: await exportPrivateKey(pair) };
    await this.#keyPairs.put(thumbprint, pair);
    return { thumbprint };
  }

  /**
   * Returns the handle of a key.
   *
   * @throws AuthError `dpop-key-lost`
   */
  async handleOf(
    { provider, configuration }: Client,
    key: DpopKey | undefined,
  ): Promise<DPoPHandle | undefined> {
    if (!key) return undefined;
    const known = this.#handles.get(key.thumbprint);
    if (known) return known;
    const pair = this.#keyPairs ? await this.#keyPairs.get(key.thumbprint) : await importKeyPair(key);
    if (!pair) {
      const message = `The key that the tokens of ${provider.name} are bound to is missing or damaged.`;
      throw new AuthError('dpop-key-lost', message);
    }
    const client = await loadOpenIdClient();
    return this.#remember(key.thumbprint, client.getDPoPHandle(configuration, pair));
  }

  /** Removes the key of a deleted account from memory. */
  forget({ thumbprint }: DpopKey): void {
    this.#handles.delete(thumbprint);
  }

  #remember(thumbprint: string, handle: DPoPHandle): DPoPHandle {
    const [oldest] = this.#handles.keys();
    if (this.#handles.size >= MOST_HANDLES && oldest !== undefined) this.#handles.delete(oldest);
    this.#handles.set(thumbprint, handle);
    return handle;
  }
}

/** Returns whether a key is lost, and the tokens that are bound to it are useless. */
export function isKeyLost(error: unknown): error is AuthError {
  return error instanceof AuthError && error.code === 'dpop-key-lost';
}

/** The metadata may omit the list (RFC 9449 section 5.1). The type of the tokens then shows whether DPoP is supported. */
function requireAlgorithm({ name }: ResolvedProvider, configuration: Configuration): void {
  const { dpop_signing_alg_values_supported: listed } = configuration.serverMetadata();
  if (!Array.isArray(listed) || listed.includes(DPOP_ALGORITHM)) return;
  const message = `${name} does not accept DPoP proofs with ${DPOP_ALGORITHM}; it lists ${listed.join(', ')}.`;
  throw new AuthError('provider-misconfigured', message);
}
