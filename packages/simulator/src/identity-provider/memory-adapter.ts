import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Stored {
  readonly payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Storage of oidc-provider: one map in memory. */
class MemoryAdapter implements Adapter {
  readonly #model: string;
  readonly #store: Map<string, Stored>;

  constructor(model: string, store: Map<string, Stored>) {
    this.#model = model;
    this.#store = store;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
    this.#store.set(this.#key(id), { payload, expiresAt });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const key = this.#key(id);
    const stored = this.#store.get(key);
    if (stored === undefined || stored.expiresAt > Date.now()) return stored?.payload;
    this.#store.delete(key);
    return undefined;
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere((payload) => payload.uid === uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#store.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of this.#store) if (payload.grantId === grantId) this.#store.delete(key);
  }

  async #findWhere(matches: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    const prefix = this.#key('');
    for (const [key, { payload }] of this.#store) {
      if (key.startsWith(prefix) && matches(payload)) return this.find(key.slice(prefix.length));
    }
    return undefined;
  }

  #key(id: string): string {
    return `${this.#model}:${id}`;
  }
}

export function memoryAdapter(): AdapterFactory {
  const store = new Map<string, Stored>();
  return (model) => new MemoryAdapter(model, store);
}
