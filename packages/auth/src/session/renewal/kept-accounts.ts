import { AuthError } from '../../core/errors.ts';
import { hasTokens, type TokenAccount, type TokenStore } from '../../stores/store.ts';

/** An account that the store could not write, and the refresh token of the one that it would replace. */
interface Unstored {
  readonly over: string | undefined;
  readonly account: TokenAccount;
}

/**
 * The current accounts during renewals: from the store, or a newer one that the store could not write yet. Losing that one
 * would lose the sign-in, because the refresh token in the store has been used.
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
   * The current account, after writing the newer one that the store could not write before.
   *
   * @throws AuthError `account-unknown` | `store-failed`; the error that ended the sign-in, if the store could not delete it then
   */
  async settle(id: string): Promise<TokenAccount> {
    const stored = await this.#store.get(id);
    // A key can have replaced the tokens meanwhile.
    if (!stored || !hasTokens(stored)) throw unknownAccount();
    const ended = this.#ended.get(id);
    if (ended && ended.refreshToken === stored.refreshToken) return this.end(stored, ended.error);
    const unstored = this.#unstored.get(id);
    // Do not overwrite a new sign-in that another process has stored since.
    const newer = unstored && unstored.over === stored.refreshToken ? unstored.account : undefined;
    if (newer) await this.#store.put(newer);
    this.forget(id);
    return newer ?? stored;
  }

  /** Replaces an account. If the store fails, the account is kept in memory, and the next {@link settle} stores it. */
  async replace(before: TokenAccount, account: TokenAccount): Promise<TokenAccount> {
    const { id } = account;
    const over = this.#unstored.get(id)?.over ?? before.refreshToken;
    this.#unstored.set(id, { over, account });
    await this.#store.put(account);
    this.#unstored.delete(id);
    return account;
  }

  /** Ends a sign-in that cannot be renewed: deletes the account, so that its token is not used again. @throws `error` */
  async end({ id, refreshToken }: TokenAccount, error: AuthError): Promise<never> {
    this.#ended.set(id, { refreshToken, error });
    await this.#store.delete(id);
    this.forget(id);
    throw error;
  }

  /** Drops the in-memory copy of an account that was replaced or deleted. */
  forget(id: string): void {
    this.#unstored.delete(id);
    this.#ended.delete(id);
  }
}

export function unknownAccount(): AuthError {
  return new AuthError('account-unknown', 'This account is not signed in.');
}
