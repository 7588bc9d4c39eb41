import { IDBFactory } from 'fake-indexeddb';
import { queues } from '../../stores/queue.ts';

/** The browser APIs that the pages of an extension share and Node.js lacks: IndexedDB and Web Locks. */
export function pageBrowser() {
  const inOrder = queues();
  const request = (name: string, work: () => unknown) => inOrder(name, async () => work());
  return { indexedDB: new IDBFactory(), locks: { request } as Pick<LockManager, 'request'> };
}

/** Every record of a page's store in IndexedDB. */
export async function recordsIn(factory: IDBFactory): Promise<Map<string, unknown>> {
  const database = await settled(factory.open('ddext-oauth.page', 1));
  const records = database.transaction('records').objectStore('records');
  const [names, values] = await Promise.all([settled(records.getAllKeys()), settled(records.getAll())]);
  database.close();
  return new Map(names.map((name, index) => [String(name), values[index]]));
}

/** Replaces one record, or deletes it, as another script of the page could. */
export async function spoilRecord(factory: IDBFactory, name: string, value: unknown): Promise<void> {
  const database = await settled(factory.open('ddext-oauth.page', 1));
  const records = database.transaction('records', 'readwrite').objectStore('records');
  if (value === undefined) await settled(records.delete(name));
  else await settled(records.put(value, name));
  database.close();
}

/** A browser with full storage: every `put` fails as at the end of a quota, and deleting works. */
export function full(factory: IDBFactory, isFull: () => boolean): IDBFactory {
  return hooked(factory, (store) => {
    const { put } = store;
    store.put = function (...given: Parameters<typeof put>) {
      const request = put.apply(this, given);
      if (isFull()) request.onsuccess = () => void abortForRoom(store.transaction);
      return request;
    };
  });
}

/** The types of an abort event have no reason, but a browser with full storage sets one. */
function abortForRoom(transaction: IDBTransaction): void {
  Object.defineProperty(transaction, 'error', { value: new DOMException('', 'QuotaExceededError') });
  transaction.abort();
}

function hooked(factory: IDBFactory, hook: (store: IDBObjectStore) => void): IDBFactory {
  const { open } = factory;
  factory.open = function (...given: Parameters<typeof open>) {
    const request = open.apply(this, given);
    request.addEventListener('success', () => {
      const { transaction } = request.result;
      request.result.transaction = function (...each: Parameters<typeof transaction>) {
        const made = transaction.apply(this, each);
        const { objectStore } = made;
        made.objectStore = function (name) {
          const store = objectStore.call(this, name);
          hook(store);
          return store;
        };
        return made;
      };
    });
    return request;
  };
  return factory;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
