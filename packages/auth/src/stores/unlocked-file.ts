import { AuthError } from '../core/errors.ts';
import { queues } from './queue.ts';
import { type SealKey, sealKey } from './seal-key.ts';
import type { Payload } from './sealed-envelope.ts';
import { nothing, type Outcome, type SealedFile, type SealKeys, type Update } from './sealed-file.ts';
import type { Seal, SetAside, Unlocked } from './store.ts';

export interface UnlockedFile {
  readonly seal: Seal;
  /** @throws AuthError `store-locked` */
  mustBeOpen(): void;
  /** @throws AuthError `store-locked` | `store-failed` */
  read(): Promise<Payload>;
  /**
   * Replaces what is in the file in one step.
   *
   * @param replace gives the new payload, or undefined to write nothing; it may be called again with a newer one
   * @param outdated asked last before writing: whether the caller has lost the right to write
   * @throws AuthError `store-locked` | `store-failed`
   */
  change(
    replace: (payload: Payload) => Payload | undefined,
    outdated?: () => Promise<boolean>,
  ): Promise<void>;
}

const messages = {
  locked: 'The accounts are locked.',
  noKey: 'There is no key to unlock the accounts with.',
  inUse: 'The accounts are sealed with another key.',
  replaced: 'The key of the accounts was replaced by another one.',
} as const;

/** The file with the key it is open with, if any, and every way in which that key changes. */
export function unlockedFile(file: SealedFile, key: string | undefined): UnlockedFile {
  /** `proven` once the file was seen to be sealed with this key, or absent: from then on, another key is a newer key. */
  let open = key === undefined ? undefined : { key: sealKey(key), proven: false };
  let replaced: SealKey | undefined;
  let lastSetAside: SetAside | undefined;
  const inOrder = queues();

  function opened() {
    if (open) return open;
    throw new AuthError('store-locked', messages.locked);
  }

  function openWith(key: SealKey): void {
    open = { key, proven: true };
    replaced = undefined;
  }

  /** Another process uses the file with a key that nobody brought here. */
  function lock(code: 'store-locked' | 'store-key-invalid', message: string): never {
    replaced = open?.key ?? replaced;
    open = undefined;
    throw new AuthError(code, message);
  }

  /** Every step that may write or change the key is in line, so that the key cannot change under one. */
  function change(replace: Update['replace'], outdated = async () => false): Promise<void> {
    return inOrder('file', async () => {
      const current = opened();
      const request = { keys: [current.key], respectAnotherKey: current.proven, outdated, replace } as const;
      const outcome = await file.update(request);
      if (outcome.anotherKey) return lock('store-locked', messages.locked);
      lastSetAside = outcome.setAside ?? lastSetAside;
      current.proven = true;
    });
  }

  async function unlock(keys: SealKeys): Promise<Outcome> {
    const among = (key: SealKey | undefined) => keys.some(({ id }) => id === key?.id);
    if (open && !among(open.key) && (await isSealedWith(open.key))) {
      throw new AuthError('store-key-invalid', messages.inUse);
    }
    const found = await file.read(keys);
    if ('payload' in found) return { anotherKey: false, key: found.key };
    const respectAnotherKey = among(open?.proven ? open.key : replaced);
    return file.update({
      keys,
      respectAnotherKey,
      outdated: async () => false,
      replace: () => undefined,
    });
  }

  async function isSealedWith(key: SealKey): Promise<boolean> {
    const found = await file.read([key]);
    return 'payload' in found && found.payload !== nothing;
  }

  return {
    seal: {
      get locked() {
        return open === undefined;
      },
      get lastSetAside() {
        return lastSetAside;
      },
      async unlock(texts): Promise<Unlocked> {
        const [first, ...others] = texts.map(sealKey);
        if (!first) throw new AuthError('store-key-invalid', messages.noKey);
        return inOrder('file', async () => {
          const keys: SealKeys = [first, ...others];
          const outcome = await unlock(keys);
          if (outcome.anotherKey) return lock('store-key-invalid', messages.replaced);
          openWith(outcome.key);
          lastSetAside = outcome.setAside ?? lastSetAside;
          const used = keys.findIndex(({ id }) => id === outcome.key.id);
          return { used, ...(outcome.setAside && { setAside: outcome.setAside }) };
        });
      },
      async rotate(text) {
        opened();
        const newKey = sealKey(text);
        // From the moment of the rename the file has the new key, even if what comes after it fails.
        const committed = () => openWith(newKey);
        await change((payload) => ({ payload, key: newKey, committed }));
      },
    },
    mustBeOpen: () => void opened(),
    async read() {
      const reading = opened();
      const found = await file.read([reading.key]);
      if ('payload' in found) {
        reading.proven = true;
        return found.payload;
      }
      // Unreadable, perhaps only because it was replaced just now. Look again, in line and under the lock.
      let payload = nothing;
      await change((current) => {
        payload = current;
        return undefined;
      });
      return payload;
    },
    change: (replace, outdated) =>
      change((payload, key) => {
        const next = replace(payload);
        return next && { payload: next, key };
      }, outdated),
  };
}
