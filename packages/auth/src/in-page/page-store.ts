import { fromBase64, toBase64url } from '../core/base64.ts';
import { withPending } from '../stores/pending.ts';
import { queues } from '../stores/queue.ts';
import type { PendingSignIn, SetAside, StoredAccount, TokenStore } from '../stores/store.ts';
import type { KeyStorage } from '../ui/seal-key.ts';
import { pageKey } from './page-key.ts';

/** What a page's store is made of; both are the page's own unless given. */
export interface PageStoreOptions {
  readonly storage?: KeyStorage;
  /** AES-GCM, for encrypting and decrypting. */
  readonly key?: () => Promise<CryptoKey>;
}

interface Content {
  readonly accounts: readonly StoredAccount[];
  readonly pending: readonly PendingSignIn[];
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
  const inOrder = inOrderAcrossPages();
  let setAside: SetAside | undefined;

  const read = async (): Promise<Content> => {
    const text = storage.getItem(NAME);
    if (text === null) return { accounts: [], pending: [] };
    const content = await open(text, await key()).catch(() => undefined);
    if (content) return content;
    // Another page has written meanwhile.
    if (storage.getItem(NAME) !== text) return read();
    // Changed, cut short, or of a key that is gone: kept, and not believed.
    const name = freeName(storage);
    storage.setItem(name, text);
    storage.removeItem(NAME);
    setAside = { reason: 'tampered', name };
    return { accounts: [], pending: [] };
  };
  const change = (edit: (content: Content) => Content) =>
    inOrder('write', async () => storage.setItem(NAME, await seal(edit(await read()), await key())));

  return {
    list: async () => (await read()).accounts,
    get: async (id) => (await read()).accounts.find((account) => account.id === id),
    put: (account) => change((content) => ({ ...content, accounts: replaced(content.accounts, account) })),
    async delete(id) {
      let found = false;
      await change((content) => {
        found = content.accounts.some((account) => account.id === id);
        return { ...content, accounts: content.accounts.filter((account) => account.id !== id) };
      });
      return found;
    },
    exclusively: (id, work) => inOrder(`account ${id}`, work),
    pending: {
      put: (signIn, now) =>
        change((content) => ({ ...content, pending: withPending(content.pending, signIn, now) })),
      get: async (id) => (await read()).pending.find((signIn) => signIn.id === id),
      async take(id) {
        let taken: PendingSignIn | undefined;
        await change((content) => {
          taken = content.pending.find((signIn) => signIn.id === id);
          return { ...content, pending: content.pending.filter((signIn) => signIn !== taken) };
        });
        return taken;
      },
    },
    seal: {
      locked: false,
      get lastSetAside() {
        return setAside;
      },
      unlock: async () => ({ used: 0 }),
      rotate: () => change((content) => content),
    },
  };
}

/** The Web Locks API where there is one, so that two pages take turns; else this page's own order. */
function inOrderAcrossPages(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return queues();
  return async (name, work) => await locks.request(`ddext-oauth ${name}`, work);
}

async function seal(content: Content, key: CryptoKey): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(content));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain));
  return `${toBase64url(iv)}.${toBase64url(sealed)}`;
}

async function open(text: string, key: CryptoKey): Promise<Content> {
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

function replaced(accounts: readonly StoredAccount[], account: StoredAccount): readonly StoredAccount[] {
  const known = accounts.some(({ id }) => id === account.id);
  return known ? accounts.map((each) => (each.id === account.id ? account : each)) : [...accounts, account];
}
