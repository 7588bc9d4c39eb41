import type { KeyStorage } from './seal-key.ts';
import { SignInError } from './sign-in-error.ts';

/**
 * Wraps a page's storage with errors that contain advice. A browser that blocks site data throws when `localStorage` is
 * accessed. A full one throws on a write.
 *
 * @param open returns the storage; called when it is first needed
 * @throws SignInError `store-failed`, from every method
 */
export function guardedStorage(open: () => KeyStorage): () => KeyStorage {
  const guarded = <T>(work: (storage: KeyStorage) => T): T => {
    try {
      return work(open());
    } catch (cause) {
      throw new SignInError(problemOf(cause), { cause });
    }
  };
  return () => ({
    getItem: (name) => guarded((storage) => storage.getItem(name)),
    setItem: (name, value) => guarded((storage) => storage.setItem(name, value)),
    removeItem: (name) => guarded((storage) => storage.removeItem(name)),
  });
}

function problemOf(cause: unknown) {
  const full = (cause as { name?: unknown } | undefined)?.name === 'QuotaExceededError';
  return full
    ? {
        code: 'store-failed' as const,
        message: "This page's storage (localStorage) is full.",
        advice: 'Check that the disk is not full, then try again.',
      }
    : {
        code: 'store-failed' as const,
        message: 'The browser does not let this page use its storage (localStorage).',
        advice: 'Allow site data for this page, then reload it.',
      };
}

/**
 * Adds the extension's ID to every name. Pages of several extensions share one localStorage in Podman Desktop.
 */
export function namespaced(storage: KeyStorage, extensionId: string): KeyStorage {
  const named = (name: string) => `${name} ${extensionId}`;
  return {
    getItem: (name) => storage.getItem(named(name)),
    setItem: (name, value) => storage.setItem(named(name), value),
    removeItem: (name) => storage.removeItem(named(name)),
  };
}
