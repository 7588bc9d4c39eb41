import { AuthError } from '../../core/errors.ts';
import type { StoredAccount, TokenStore } from '../../stores/store.ts';

/** An account that the store could not take, and the refresh token of the one that it would replace. */
interface Unstored {
  readonly over: string | undefined;
  readonly account: StoredAccount;
}

/**
 * Accounts as they stand during renewals: what the store has, or what is newer and waits for the store to have room. A
 * refresh token that is used up is replaced by nothing else.
 */
export class KeptAccounts {
  readonly #store: TokenStore;
  readonly #unstored = new Map<string, Unstored>();
  /** Refresh tokens that the provider has refused, of accounts that the store could not delete. */
  readonly #ended = new Map<
    string,
    { readonly refreshToken: string | undefined; readonly error: AuthError }
  >();

  constructor(store: TokenStore) {
    this.#store = store;
  }

  /**
   * The account as it stands, once what the store had no room for is stored.
   *
   * @throws AuthError `account-unknown` | `store-failed`; what ended the sign-in, where only the store did not know
   */
  async settle(id: string): Promise<StoredAccount> {
    const stored = await this.#store.get(id);
    if (!stored) throw unknownAccount();
    const ended = this.#ended.get(id);
    if (ended && ended.refreshToken === stored.refreshToken) return this.end(stored, ended.error);
    const unstored = this.#unstored.get(id);
    // Another process may have stored a new sign-in meanwhile, which counts.
    const newer = unstored && unstored.over === stored.refreshToken ? unstored.account : undefined;
    if (newer) await this.#store.put(newer);
    this.forget(id);
    return newer ?? stored;
  }

  /** Replaces an account; where the store has no room it is kept here, and the next {@link settle} stores it. */
  async replace(before: StoredAccount, account: StoredAccount): Promise<StoredAccount> {
    const { id } = account;
    const over = this.#unstored.get(id)?.over ?? before.refreshToken;
    this.#unstored.set(id, { over, account });
    await this.#store.put(account);
    this.#unstored.delete(id);
    return account;
  }

  /** Ends a sign-in that cannot be renewed: forgets it, so that nothing asks for it again. @throws `error` */
  async end({ id, refreshToken }: StoredAccount, error: AuthError): Promise<never> {
    this.#ended.set(id, { refreshToken, error });
    await this.#store.delete(id);
    this.forget(id);
    throw error;
  }

  /** What is known of an account beside the store is of no more use: it was replaced, or is gone. */
  forget(id: string): void {
    this.#unstored.delete(id);
    this.#ended.delete(id);
  }
}

export function unknownAccount(): AuthError {
  return new AuthError('account-unknown', 'This account is not signed in.');
}
