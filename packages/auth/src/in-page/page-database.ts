import { AuthError } from '../core/errors.ts';

const DATABASE = 'ddext-oauth.page';
const STORE = 'records';
/** The time limit for opening a database. */
const OPEN_LIMIT_MS = 20_000;

/** Records by name in IndexedDB. All pages of the extension see a write when it has resolved. */
export interface PageDatabase {
  /** Reads records in one transaction. Undefined for a missing record. */
  read(...names: readonly string[]): Promise<readonly unknown[]>;
  /** Replaces records atomically. Undefined deletes a record. Resolves when the transaction has completed. */
  write(records: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * Opens the page's database. It is IndexedDB because Chromium keeps a copy of localStorage in each renderer process,
 * which can be outdated while a Web Lock is held. A completed IndexedDB transaction is visible to the next one in any
 * process.
 *
 * All errors are AuthError `store-failed`.
 *
 * @param factory called when a record is first needed: a browser may throw on access to `indexedDB`
 * @see https://www.w3.org/TR/IndexedDB/#transaction-lifecycle
 */
export function pageDatabase(factory: () => IDBFactory, openLimit = OPEN_LIMIT_MS): PageDatabase {
  const transact = async <T>(
    mode: IDBTransactionMode,
    work: (records: IDBObjectStore) => () => T,
  ): Promise<T> => {
    try {
      const database = await open(factory(), openLimit);
      try {
        // Strict, so that issued tokens survive a crash of the machine.
        const transaction = database.transaction(STORE, mode, { durability: 'strict' });
        const result = work(transaction.objectStore(STORE));
        await completed(transaction);
        return result();
      } finally {
        database.close();
      }
    } catch (error) {
      throw storeFailure(error);
    }
  };

  return {
    read: (...names) =>
      transact('readonly', (records) => {
        const requests = names.map((name) => records.get(name));
        return () => requests.map(({ result }) => result);
      }),
    write: (changes) =>
      transact('readwrite', (records) => {
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined) records.delete(name);
          else records.put(value, name);
        }
        return () => undefined;
      }),
  };
}

function open(factory: IDBFactory, limit: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE, 1);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new DOMException('indexedDB.open timed out.', 'TimeoutError'));
    }, limit);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      clearTimeout(timer);
      if (late) request.result.close();
      else resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error);
    };
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

const sentences: Readonly<Record<string, string>> = {
  QuotaExceededError: 'The browser has no room left to store the accounts of this page.',
  SecurityError: 'The browser does not let this page store accounts: site data is blocked.',
  TimeoutError: "The browser's storage (IndexedDB) does not respond.",
};

/** Converts a failure of the browser's storage to AuthError `store-failed`. An AuthError is returned unchanged. */
export function storeFailure(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  const { name = '' } = (error ?? {}) as { name?: string };
  const sentence = sentences[name] ?? 'The browser could not read or write the accounts of this page.';
  return new AuthError('store-failed', sentence, { cause: error });
}

/** Returns whether a write failed because the storage is full. */
export function isFull(error: unknown): boolean {
  return (
    error instanceof AuthError &&
    (error.cause as { name?: unknown } | undefined)?.name === 'QuotaExceededError'
  );
}
