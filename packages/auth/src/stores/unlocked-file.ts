import { AuthError } from '../core/errors.ts';
import { queues } from './queue.ts';
import { type SealKey, sealKey } from './seal-key.ts';
import { generationOf, type Payload } from './sealed-envelope.ts';
import { nothing, type Outcome, type SealedFile, type SealKeys, type Update } from './sealed-file.ts';
import type { Quarantined, Seal, Unlocked } from './store.ts';

export interface UnlockedFile {
  readonly seal: Seal;
  /** @throws AuthError `store-locked` */
  mustBeOpen(): void;
  /** @throws AuthError `store-locked` | `store-failed` */
  read(): Promise<Payload>;
  /**
   * Replaces the content of the file atomically.
   *
   * @param replace returns the next payload, or undefined to write nothing. It may be called again with a newer one
   * @param outdated called just before writing: whether the caller has lost the right to write
   * @throws AuthError `store-locked` | `store-failed`
   */
  change(
    replace: (payload: Payload) => Payload | undefined,
    outdated?: () => Promise<boolean>,
  ): Promise<void>;
}

const messages = {
  locked: 'The accounts are locked.',
  noGeneration: 'This is not a number of a write of the accounts.',
  noKey: 'There is no key to unlock the accounts with.',
  inUse: 'The accounts are sealed with another key.',
  replaced: 'The key of the accounts was replaced by another one.',
} as const;

/** Higher than any number of writes, and within the precision of numbers. */
const HIGHEST_GENERATION = 2 ** 48;

/** The number comes from a socket, so its type is not certain. */
function isGeneration(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= HIGHEST_GENERATION;
}

/** The file with its key, if it is unlocked, and all changes of the key. */
export function unlockedFile(file: SealedFile, key: string | undefined): UnlockedFile {
  /** `proven` after the file was decrypted with this key, or was absent. From then on, another key is a newer key. */
  let open = key === undefined ? undefined : { key: sealKey(key), proven: false };
  let replaced: SealKey | undefined;
  let lastQuarantined: Quarantined | undefined;
  /** The highest generation that was read, written or passed. */
  let newest = 0;
  /**
   * The highest durable generation. A page must not learn a higher one: after a power failure, the file would look like
   * an older copy.
   */
  let lasting: number | undefined;
  const inOrder = queues();

  function opened() {
    if (open) return open;
    throw new AuthError('store-locked', messages.locked);
  }

  function openWith(key: SealKey): void {
    open = { key, proven: true };
    replaced = undefined;
  }

  /** Another process uses the file with a key that was not provided here. */
  function lock(code: 'store-locked' | 'store-key-invalid', message: string): never {
    replaced = open?.key ?? replaced;
    open = undefined;
    throw new AuthError(code, message);
  }

  /** All steps that write or change the key are queued, so that the key cannot change during one. */
  function change(replace: Update['replace'], outdated = async () => false): Promise<void> {
    return inOrder('file', async () => {
      const current = opened();
      const outcome = await file.update({
        keys: [current.key],
        respectAnotherKey: current.proven,
        newest,
        outdated,
        replace,
      });
      if (outcome.anotherKey) return lock('store-locked', messages.locked);
      lastQuarantined = outcome.quarantined ?? lastQuarantined;
      current.proven = true;
      if (outcome.written !== undefined) lasts(outcome.written);
    });
  }

  function lasts(generation: number): void {
    newest = Math.max(newest, generation);
    lasting = newest;
  }

  async function unlock(keys: SealKeys, atLeast: number): Promise<Outcome> {
    const among = (key: SealKey | undefined) => keys.some(({ id }) => id === key?.id);
    if (open && !among(open.key) && (await isSealedWith(open.key))) {
      throw new AuthError('store-key-invalid', messages.inUse);
    }
    const found = await file.read(keys, atLeast);
    if ('payload' in found) {
      if (found.payload === nothing) return { anotherKey: false, key: found.key };
      await file.settle();
      return { anotherKey: false, key: found.key, written: generationOf(found.payload) };
    }
    const respectAnotherKey = among(open?.proven ? open.key : replaced);
    return file.update({
      keys,
      respectAnotherKey,
      newest: atLeast,
      outdated: async () => false,
      replace: () => undefined,
    });
  }

  async function isSealedWith(key: SealKey): Promise<boolean> {
    const found = await file.read([key], newest);
    return 'payload' in found && found.payload !== nothing;
  }

  return {
    seal: {
      fixed: key !== undefined,
      get locked() {
        return open === undefined;
      },
      get lastQuarantined() {
        return lastQuarantined;
      },
      get generation() {
        return lasting;
      },
      async unlock(texts, told = 0): Promise<Unlocked> {
        const [first, ...others] = texts.map(sealKey);
        if (!first) throw new AuthError('store-key-invalid', messages.noKey);
        if (!isGeneration(told)) throw new AuthError('request-invalid', messages.noGeneration);
        return inOrder('file', async () => {
          const keys: SealKeys = [first, ...others];
          const outcome = await unlock(keys, Math.max(newest, told));
          if (outcome.anotherKey) return lock('store-key-invalid', messages.replaced);
          openWith(outcome.key);
          newest = Math.max(newest, told);
          if (outcome.written !== undefined) lasts(outcome.written);
          lastQuarantined = outcome.quarantined ?? lastQuarantined;
          const used = keys.findIndex(({ id }) => id === outcome.key.id);
          return { used, ...(outcome.quarantined && { quarantined: outcome.quarantined }) };
        });
      },
      async rotate(text) {
        opened();
        const newKey = sealKey(text);
        // After the rename, the file has the new key, even if a later step fails.
        const committed = () => openWith(newKey);
        await change((payload) => ({ payload, key: newKey, committed }));
      },
    },
    mustBeOpen: () => void opened(),
    async read() {
      const reading = opened();
      const found = await file.read([reading.key], newest);
      if ('payload' in found) {
        reading.proven = true;
        newest = Math.max(newest, generationOf(found.payload));
        return found.payload;
      }
      // It may be unreadable only because it was just replaced. Read it again, queued and under the lock.
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
