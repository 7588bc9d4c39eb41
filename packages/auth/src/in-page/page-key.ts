const DATABASE = 'ddext-oauth';
const STORE = 'keys';
const NAME = 'seal';

/**
 * The AES-GCM key that this page's accounts are sealed with. It is made here, kept in IndexedDB, and no script can read it
 * out. The browser's own files hold it as bytes.
 *
 * @see https://www.w3.org/TR/WebCryptoAPI/#concepts-key-storage
 */
export async function pageKey(): Promise<CryptoKey> {
  const database = await open();
  try {
    const known = await settled(database.transaction(STORE).objectStore(STORE).get(NAME));
    if (known) return known as CryptoKey;
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const keys = database.transaction(STORE, 'readwrite').objectStore(STORE);
    // Another page may have been first meanwhile: what is there stays.
    await settled(keys.add(made, NAME)).catch((error: DOMException) => {
      if (error.name !== 'ConstraintError') throw error;
    });
    return (await settled(database.transaction(STORE).objectStore(STORE).get(NAME))) as CryptoKey;
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
