import { payloadStore } from '../stores/payload-store.ts';
import type { Payload } from '../stores/sealed-envelope.ts';
import type { Quarantined, TokenStore } from '../stores/store.ts';
import { callbacksOf, type PageCallbacks, pageCallbacks, withoutExpiredAnswers } from './page-callbacks.ts';
import { isFull, pageDatabase } from './page-database.ts';
import { pageEvents } from './page-events.ts';
import { pageKeyPairs } from './page-key-pairs.ts';
import { pageLocks } from './page-locks.ts';
import { outcomesOf, type PageOutcomes, pageOutcomes } from './page-outcomes.ts';
import { isPageKey, newPageKey, openRecord, type PageKey, sealRecord } from './page-seal.ts';

/** Options of {@link pageStore}. Default: the browser's IndexedDB and Web Locks. */
export interface PageStoreOptions {
  /**
   * Where accounts and tokens are stored: `sealed` in IndexedDB (default), or in `memory` until the page is closed.
   * Attempts are always sealed in IndexedDB, because the page is reloaded during a sign-in.
   */
  readonly accounts?: 'sealed' | 'memory';
  readonly indexedDB?: IDBFactory;
  readonly locks?: Pick<LockManager, 'request'>;
  /** The time limit for opening the database, in milliseconds. Default: 20,000. */
  readonly openLimit?: number;
}

/** A {@link TokenStore} that all pages of an extension share. */
export interface PageStore extends TokenStore {
  readonly outcomes: PageOutcomes;
  readonly callbacks: PageCallbacks;
  /**
   * Calls `changed` when another page signs in or out, exchanges a response, or completes a sign-in.
   *
   * @returns a function that stops watching
   */
  watch(changed: () => void): () => void;
}

const [KEY, ACCOUNTS, QUARANTINED, KEY_PAIRS] = ['key', 'accounts', 'quarantined', 'keyPairs'];
/** The number of unreadable records that are kept. */
const MOST_QUARANTINED = 3;
const empty: Payload = { accounts: [], pending: [] };

/**
 * Creates a store in IndexedDB, encrypted with AES-256-GCM and a key that no script can export. The keys that tokens are
 * bound to are there too, and cannot be exported either. This protects against
 * readers of the stored records. It does not protect against a copy of the whole profile, which contains the key, or
 * against a script in this page, which can use the key.
 *
 * Each write holds a Web Lock until its transaction has completed, so that no page overwrites another page's write.
 *
 * @example
 *   const client = createInPageAuthClient({ ddClient, extension, providers, read, store: pageStore({ accounts: 'memory' }) });
 *
 * @throws AuthError `store-failed`, from every method, if the browser blocks storage, has no room or does not respond
 */
export function pageStore(options: PageStoreOptions = {}): PageStore {
  const database = pageDatabase(() => options.indexedDB ?? indexedDB, options.openLimit);
  const inOrder = pageLocks(() => options.locks ?? globalThis.navigator?.locks);
  const inMemory = options.accounts === 'memory';
  const events = pageEvents();
  const keyPairs = pageKeyPairs(async () => (await database.read(KEY_PAIRS))[0]);
  let remembered: Payload['accounts'] = [];
  let quarantined: Quarantined | undefined;

  const opened = async () => {
    const [key, record] = await database.read(KEY, ACCOUNTS);
    if (record === undefined) return { payload: empty };
    return isPageKey(key) ? openRecord(record, key) : { unreadable: 'another-key' as const };
  };

  /** Reads the document. The caller holds the lock. An unreadable record is quarantined and not used. */
  const readable = async (): Promise<Payload> => {
    const found = await opened();
    if ('payload' in found) return found.payload;
    const [record, kept] = await database.read(ACCOUNTS, QUARANTINED);
    const copies = [record, ...(Array.isArray(kept) ? kept : [])].slice(0, MOST_QUARANTINED);
    await database.write({ [ACCOUNTS]: undefined, [QUARANTINED]: copies }).catch((error) => {
      if (!isFull(error)) throw error;
      // Deleting needs no room. A working store is worth more than the copy.
      return database.write({ [ACCOUNTS]: undefined, [QUARANTINED]: undefined });
    });
    quarantined = { reason: found.unreadable, name: QUARANTINED };
    return empty;
  };
  const withMemory = (payload: Payload) => (inMemory ? { ...payload, accounts: remembered } : payload);

  const read = async () => {
    const found = await opened();
    return withMemory('payload' in found ? found.payload : await inOrder('write', readable));
  };

  /** Returns the page's key, which is created when it is first needed. The caller holds the lock. */
  const pageKey = async (): Promise<PageKey> => {
    const [known] = await database.read(KEY);
    if (isPageKey(known)) return known;
    const made = await newPageKey();
    await database.write({ [KEY]: made });
    return made;
  };

  const write = async (before: Payload, next: Payload) => {
    const stored = inMemory ? { ...next, accounts: [] } : next;
    const record = await sealRecord(stored, await pageKey());
    const pairs = await keyPairs.of(stored);
    await database.write({ [ACCOUNTS]: record, [KEY_PAIRS]: pairs }).catch((error) => {
      // The last account can be signed out without room for a new record.
      const signedOut = before.accounts.length > 0 && next.accounts.length === 0;
      if (!isFull(error) || !signedOut) throw error;
      return database.write({ [ACCOUNTS]: undefined, [QUARANTINED]: undefined, [KEY_PAIRS]: undefined });
    });
    keyPairs.release(before, next);
    if (inMemory) remembered = next.accounts;
    if (summary(before) !== summary(next)) events.post();
  };

  const change = (edit: (payload: Payload) => Payload | undefined) =>
    inOrder('write', async () => {
      const before = withMemory(await readable());
      const next = edit(before);
      if (next) await write(before, withoutExpiredAnswers(next, Date.now()));
    });

  return {
    ...payloadStore({ read, change }),
    exclusively: (id, work) => inOrder(`exclusively ${id}`, work),
    keyPairs,
    outcomes: pageOutcomes(read, change),
    callbacks: pageCallbacks(read, change),
    watch: (changed) => events.listen(changed),
    seal: {
      locked: false,
      fixed: false,
      get lastQuarantined() {
        return quarantined;
      },
      unlock: async () => ({ used: 0 }),
      rotate: () => change((payload) => payload),
    },
  };
}

/** Describes what other pages show: accounts, responses in exchange, and outcomes. */
function summary(payload: Payload): string {
  return JSON.stringify([
    payload.accounts.map(({ id }) => id),
    callbacksOf(payload).map(({ signIn }) => signIn.id),
    outcomesOf(payload).map(({ attempt }) => attempt),
  ]);
}
