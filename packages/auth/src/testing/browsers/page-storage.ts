import type { KeyStorage } from '../../ui/seal-key.ts';

export interface PageStorage {
  readonly kept: Map<string, string>;
  readonly storage: KeyStorage;
}

/** A page's localStorage and its content. */
export function pageStorage(kept = new Map<string, string>()): PageStorage {
  const storage: KeyStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
  return { kept, storage };
}
