import { fromBase64, toBase64url } from '../core/base64.ts';
import { payloadStore } from '../stores/payload-store.ts';
import { queues } from '../stores/queue.ts';
import type { Payload } from '../stores/sealed-envelope.ts';
import type { SetAside, TokenStore } from '../stores/store.ts';
import type { KeyStorage } from '../ui/seal-key.ts';
import { pageKey } from './page-key.ts';

/** What a page's store is made of; storage and key are the page's own unless given. */
export interface PageStoreOptions {
  /**
   * Where the accounts with their tokens are: `sealed` in localStorage, which is the default, or in `memory`, gone with the
   * page. Attempts are sealed in any case, for the page starts afresh in the middle of each.
   */
  readonly accounts?: 'sealed' | 'memory';
  readonly storage?: KeyStorage;
  /** AES-GCM, for encrypting and decrypting. */
  readonly key?: () => Promise<CryptoKey>;
}

const NAME = 'ddext-oauth.accounts';
const NONCE_BYTES = 12;

/**
 * Keeps accounts in localStorage, sealed with AES-256-GCM under a key that cannot be read out of the page. That is worth
 * something against whoever gets hold of localStorage alone. It is worth nothing against a copy of the whole profile, for
 * the browser keeps the key's bytes in there, or against a script that runs in this page: it can have the key used.
 */
export function pageStore(options: PageStoreOptions = {}): TokenStore {
  const { storage = localStorage, key = pageKey } = options;
  const inMemory = options.accounts === 'memory';
  let remembered: Payload['accounts'] = [];
  const inOrder = inOrderAcrossPages();
  let setAside: SetAside | undefined;

  const read = async (): Promise<Payload> => {
    const text = storage.getItem(NAME);
    if (text === null) return { accounts: [], pending: [] };
    const payload = await open(text, await key()).catch(() => undefined);
    if (payload) return payload;
    // Another page has written meanwhile.
    if (storage.getItem(NAME) !== text) return read();
    // Changed, cut short, or of a key that is gone: kept, and not believed.
    const name = freeName(storage);
    storage.setItem(name, text);
    storage.removeItem(NAME);
    setAside = { reason: 'tampered', name };
    return { accounts: [], pending: [] };
  };
  const readAll = async () => (inMemory ? { ...(await read()), accounts: remembered } : read());
  const write = async (next: Payload) => {
    if (inMemory) remembered = next.accounts;
    storage.setItem(NAME, await seal(inMemory ? { ...next, accounts: [] } : next, await key()));
  };
  const change = (edit: (payload: Payload) => Payload | undefined) =>
    inOrder('write', async () => {
      const next = edit(await readAll());
      if (next) await write(next);
    });

  return {
    ...payloadStore({ read: readAll, change }),
    exclusively: (id, work) => inOrder(`exclusively ${id}`, work),
    seal: {
      locked: false,
      get lastSetAside() {
        return setAside;
      },
      unlock: async () => ({ used: 0 }),
      rotate: () => change((payload) => payload),
    },
  };
}

/** The Web Locks API where there is one, so that two pages take turns; else this page's own order. */
function inOrderAcrossPages(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return queues();
  return async (name, work) => await locks.request(`ddext-oauth ${name}`, work);
}

async function seal(payload: Payload, key: CryptoKey): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(payload));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain));
  return `${toBase64url(iv)}.${toBase64url(sealed)}`;
}

async function open(text: string, key: CryptoKey): Promise<Payload> {
  const [iv = '', sealed = ''] = text.split('.');
  const algorithm = { name: 'AES-GCM', iv: fromBase64(iv) };
  const plain = await crypto.subtle.decrypt(algorithm, key, fromBase64(sealed));
  return JSON.parse(new TextDecoder().decode(plain));
}

function freeName(storage: KeyStorage): string {
  for (let number = 1; ; number++) {
    const name = `${NAME}.unreadable.${number}`;
    if (storage.getItem(name) === null) return name;
  }
}
