import { payloadStore } from '../stores/payload-store.ts';
import type { Payload } from '../stores/sealed-envelope.ts';
import type { Quarantined, TokenStore } from '../stores/store.ts';
import { callbacksOf, type PageCallbacks, pageCallbacks, withoutExpiredAnswers } from './page-callbacks.ts';
import { isFull, pageDatabase } from './page-database.ts';
import { pageEvents } from './page-events.ts';
import { pageLocks } from './page-locks.ts';
import { outcomesOf, type PageOutcomes, pageOutcomes } from './page-outcomes.ts';
import { isPageKey, newPageKey, openRecord, type PageKey, sealRecord } from './page-seal.ts';

/** What a page's store is made of; the browser's own unless given. */
export interface PageStoreOptions {
  /**
   * Where the accounts with their tokens are: `sealed` in IndexedDB, which is the default, or in `memory`, gone with the
   * page. Attempts are sealed in any case, for the page is reloaded in the middle of each.
   */
  readonly accounts?: 'sealed' | 'memory';
  readonly indexedDB?: IDBFactory;
  readonly locks?: Pick<LockManager, 'request'>;
  /** Milliseconds before a database that does not open is given up. Default 10,000. */
  readonly openLimit?: number;
}

/** A {@link TokenStore} that all pages of an extension share. */
export interface PageStore extends TokenStore {
  readonly outcomes: PageOutcomes;
  readonly callbacks: PageCallbacks;
  /**
   * Calls back when another page has signed in or out, exchanges a response, or has completed a sign-in.
   *
   * @returns a function that stops watching
   */
  watch(changed: () => void): () => void;
}

const [KEY, ACCOUNTS, QUARANTINED] = ['key', 'accounts', 'quarantined'];
/** Unreadable records that are kept, the latest first. */
const MOST_QUARANTINED = 3;
const empty: Payload = { accounts: [], pending: [] };

/**
 * Keeps accounts in IndexedDB, sealed with AES-256-GCM under a key that cannot be read out of the page. That is worth
 * something against a reader of the stored records alone. It is worth nothing against a copy of the whole profile, for the
 * browser keeps the key's bytes in there, or against a script that runs in this page: it can have the key used.
 *
 * Every write is done under a Web Lock that is held until its transaction has completed, so that no page writes over what
 * another page has written.
 *
 * @throws AuthError `store-failed`, from every method, where the browser refuses storage, has no room or does not answer
 */
export function pageStore(options: PageStoreOptions = {}): PageStore {
  const database = pageDatabase(() => options.indexedDB ?? indexedDB, options.openLimit);
  const inOrder = pageLocks(() => options.locks ?? globalThis.navigator?.locks);
  const inMemory = options.accounts === 'memory';
  const events = pageEvents();
  let remembered: Payload['accounts'] = [];
  let quarantined: Quarantined | undefined;

  const opened = async () => {
    const [key, record] = await database.read(KEY, ACCOUNTS);
    if (record === undefined) return { payload: empty };
    return isPageKey(key) ? openRecord(record, key) : { unreadable: 'another-key' as const };
  };

  /** What is stored, under the lock: what cannot be read is quarantined and not believed. */
  const readable = async (): Promise<Payload> => {
    const found = await opened();
    if ('payload' in found) return found.payload;
    const [record, kept] = await database.read(ACCOUNTS, QUARANTINED);
    const copies = [record, ...(Array.isArray(kept) ? kept : [])].slice(0, MOST_QUARANTINED);
    await database.write({ [ACCOUNTS]: undefined, [QUARANTINED]: copies }).catch((error) => {
      if (!isFull(error)) throw error;
      // A delete needs no room. A store that works again is worth more than the copy.
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

  /** The page's key, under the lock; made when it is first needed. */
  const pageKey = async (): Promise<PageKey> => {
    const [known] = await database.read(KEY);
    if (isPageKey(known)) return known;
    const made = await newPageKey();
    await database.write({ [KEY]: made });
    return made;
  };

  const write = async (before: Payload, next: Payload) => {
    const record = await sealRecord(inMemory ? { ...next, accounts: [] } : next, await pageKey());
    await database.write({ [ACCOUNTS]: record }).catch((error) => {
      // Signing the last account out is possible without room for a new record.
      const signedOut = before.accounts.length > 0 && next.accounts.length === 0;
      if (!isFull(error) || !signedOut) throw error;
      return database.write({ [ACCOUNTS]: undefined, [QUARANTINED]: undefined });
    });
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
    outcomes: pageOutcomes(read, change),
    callbacks: pageCallbacks(read, change),
    watch: (changed) => events.listen(changed),
    seal: {
      locked: false,
      get lastQuarantined() {
        return quarantined;
      },
      unlock: async () => ({ used: 0 }),
      rotate: () => change((payload) => payload),
    },
  };
}

/** What the other pages show: who is signed in, which answers are being exchanged, and how sign-ins ended. */
function summary(payload: Payload): string {
  return JSON.stringify([
    payload.accounts.map(({ id }) => id),
    callbacksOf(payload).map(({ signIn }) => signIn.id),
    outcomesOf(payload).map(({ attempt }) => attempt),
  ]);
}
