import { isTestKey, type Profile } from '@ddext-oauth/providers';
import { toBase64url } from '../../core/base64.ts';
import type { ProviderSettings, ReadVariable } from '../../core/client/settings.ts';
import { AuthError, asAuthError } from '../../core/errors.ts';
import { type KeyRequestOptions, testKeyRefused } from '../../core/keys/key-request.ts';
import {
  type KeyCredential,
  type KeySettings,
  needsUserName,
  type ResolvedKey,
  resolveKey,
} from '../../core/keys/key-settings.ts';
import { acceptKey, acceptUserName } from '../../core/keys/key-text.ts';
import { requireSameParameters } from '../../core/keys/shared-parameters.ts';
import { verifyKey } from '../../core/keys/verify-key.ts';
import {
  hasTokens,
  type KeyAccount,
  type StoredAccount,
  type TokenAccount,
  type TokenStore,
} from '../../stores/store.ts';
import type { Access } from '../access.ts';
import type { KeyEntry } from '../account.ts';
import { personAccountId } from '../account-id.ts';
import { unknownAccount } from '../renewal/kept-accounts.ts';

/** What a user pastes. */
export interface PastedKey {
  readonly key: string;
  /** For `basic` with a user name. */
  readonly userName?: string | undefined;
  /** The ID of an account whose credential the key replaces. It must be a key of the same user. */
  readonly replaces?: string | undefined;
}

/** Dependencies of {@link Keys}. */
export interface KeyTools {
  readonly store: TokenStore;
  readonly settings: readonly KeySettings[];
  /** Those that users sign in with. */
  readonly providers: readonly ProviderSettings[];
  readonly read: ReadVariable;
  readonly access: Pick<Access, 'forget'>;
  /** Revokes the tokens that a key has replaced, if possible. */
  readonly revoke: (replaced: TokenAccount) => Promise<unknown>;
  readonly request: KeyRequestOptions;
  readonly now: () => number;
}

/** Random bits of the ID of an account whose provider names no owner. */
const ID_BYTES = 16;

/** The pasted keys of users, from the pasted text to the stored account, and the keys of the extension itself. */
export class Keys {
  readonly #tools: KeyTools;
  readonly #settings: ReadonlyMap<string, KeySettings>;

  constructor(tools: KeyTools) {
    this.#tools = tools;
    this.#settings = new Map(tools.settings.map((settings) => [settings.id, settings]));
  }

  /** The providers whose users paste a key. */
  get offered(): readonly KeySettings[] {
    return this.#tools.settings.filter(({ fixed }) => !fixed);
  }

  /** The keys of the extension itself. */
  get fixed(): readonly KeySettings[] {
    return this.#tools.settings.filter(({ fixed }) => fixed);
  }

  /** Returns whether an ID is that of a key of the extension itself. */
  isFixed(providerId: string): boolean {
    return this.#settings.get(providerId)?.fixed !== undefined;
  }

  nameOf(providerId: string): string | undefined {
    const settings = this.#settings.get(providerId);
    return settings && (settings.name ?? settings.method.name);
  }

  nounOf(providerId: string): string | undefined {
    return this.#settings.get(providerId)?.method.noun;
  }

  /**
   * Resolves the settings of a key. In the simulator, a test key (`isTest`) needs no settings. The value of the extension's own key is
   * read each time, so a changed file is used.
   *
   * @throws AuthError `provider-unknown` | `provider-not-configured` | `provider-misconfigured` | `setting-unreadable` |
   *   `key-malformed`
   */
  async resolve(providerId: string, isTest = false): Promise<ResolvedKey> {
    const settings = this.#settings.get(providerId);
    if (!settings) throw new AuthError('provider-unknown', `This extension takes no key of "${providerId}".`);
    const { read, request, providers } = this.#tools;
    const provider = providers.find(({ id }) => id === providerId);
    if (provider) await requireSameParameters(settings, provider, read);
    return resolveKey(settings, read, request.insecureLoopback, isTest && request.simulator !== undefined);
  }

  /**
   * Resolves the settings for the stored key of an account.
   *
   * @throws AuthError `sign-in-again` in a version of the extension that takes no key of this provider
   */
  async resolveFor({
    providerId,
    key = '',
  }: Pick<KeyAccount, 'providerId'> & Partial<Pick<KeyAccount, 'key'>>): Promise<ResolvedKey> {
    if (this.#settings.has(providerId)) return this.resolve(providerId, isTestKey(key));
    const message = `This version of the extension takes no key of ${providerId}.`;
    throw new AuthError('sign-in-again', message, { advice: 'Sign in again. Your account stays.' });
  }

  /** Returns how users of a provider paste a key; undefined if they cannot. */
  async entryOf(providerId: string): Promise<KeyEntry | undefined> {
    const settings = this.#settings.get(providerId);
    if (!settings || settings.fixed) return undefined;
    const { method } = settings;
    const { kind, noun, scopes, format } = method;
    const entry = {
      ...{ kind, noun, scopes, format },
      // Not that of the settings: the check compares it with the names of known prefixes.
      name: method.name,
      ...(needsUserName(method) && { needsUserName: true as const }),
    };
    try {
      const { console } = await this.resolve(providerId);
      return { ...entry, console };
    } catch (error) {
      // The simulator's test keys need no setting. Adding another key reports what is missing.
      if (this.#tools.request.simulator !== undefined) return entry;
      return { ...entry, problem: asAuthError(error).report() };
    }
  }

  /**
   * Checks a pasted text, proves the key with the provider's verification request, and stores the account of its owner.
   * An earlier credential of the same user is replaced. Tokens are then revoked if possible.
   */
  async add(providerId: string, pasted: PastedKey): Promise<KeyAccount> {
    if (this.isFixed(providerId))
      throw new AuthError('request-invalid', 'The administrator of this extension sets this key.');
    const { store, request } = this.#tools;
    const resolved = await this.resolve(providerId, isTestKey(pasted.key));
    const credential = credentialOf(resolved, pasted);
    if (isTestKey(credential.key) && request.simulator === undefined) throw testKeyRefused(resolved);
    // Do not send a key whose account could not be stored.
    await store.list();
    const replaced =
      pasted.replaces === undefined ? undefined : await this.#userAccount(pasted.replaces, providerId);
    const { owner } = await this.#verify(resolved, credential);
    const keep = async () => {
      const profile = owner ?? (await this.#unnamed(resolved, credential, replaced));
      if (replaced && profile.id !== replaced.profile.id) throw ofAnotherUser(resolved);
      return this.#keep(resolved, credential, profile, replaced !== undefined);
    };
    // Two pastes of one key whose owner is not named are one account.
    return owner ? keep() : store.exclusively(`${encodeURIComponent(providerId)}::keys`, keep);
  }

  /**
   * Tests the key of an account. The owner must be that of the account.
   *
   * @returns whether a request proved it
   */
  async verify(account: KeyAccount): Promise<boolean> {
    const resolved = await this.resolveFor(account);
    const { isProven, owner } = await this.#verify(resolved, account);
    if (owner && owner.id !== account.profile.id) throw ofAnotherUser(resolved);
    return isProven;
  }

  /** Tests the key of the extension itself. */
  async verifyFixed(providerId: string): Promise<boolean> {
    const resolved = await this.resolve(providerId);
    const { isProven } = await this.#verify(resolved, fixedOf(resolved));
    return isProven;
  }

  #verify(resolved: ResolvedKey, credential: KeyCredential) {
    return verifyKey(resolved, credential, this.#tools.request);
  }

  async #userAccount(id: string, providerId: string) {
    const account = await this.#tools.store.get(id);
    if (!account || account.kind === 'service' || account.providerId !== providerId) throw unknownAccount();
    return account;
  }

  #keep(
    { id: providerId, method }: ResolvedKey,
    { key, userName }: KeyCredential,
    profile: Profile,
    mustExist: boolean,
  ): Promise<KeyAccount> {
    const { store, access, revoke, now } = this.#tools;
    const id = personAccountId(providerId, profile.id);
    // Waits for a renewal of the earlier account, which would overwrite this one.
    return store.exclusively(id, async () => {
      const earlier = await store.get(id);
      // An account that was removed meanwhile stays removed.
      if (mustExist && !earlier) throw unknownAccount();
      access.forget(id);
      const account: KeyAccount = {
        ...{ id, providerId, kind: method.kind, profile, scopes: [], key, signedInAt: now() },
        ...(userName !== undefined && { userName }),
      };
      await store.put(account);
      // The key is stored in any case.
      if (earlier && hasTokens(earlier)) await revoke(earlier).catch(() => undefined);
      return account;
    });
  }

  /**
   * The profile of a key whose owner the provider does not name: the user name, that of the replaced key or of the same key,
   * or a new one.
   *
   * @throws AuthError `key-of-another-user` for a sign-in to replace: nothing shows that it has the same user
   */
  async #unnamed(
    { id: providerId, name, method }: ResolvedKey,
    { key, userName }: KeyCredential,
    replaced: StoredAccount | undefined,
  ): Promise<Profile> {
    if (userName !== undefined) return { id: userName, name: userName };
    if (replaced && hasTokens(replaced)) {
      const message = `${name} does not name the owner of this ${method.noun}, so it cannot replace a sign-in.`;
      throw new AuthError('key-of-another-user', message, { advice: 'Add it as another account.' });
    }
    if (replaced) return replaced.profile;
    const same = (await this.#tools.store.list()).find(
      (account) => !hasTokens(account) && account.providerId === providerId && account.key === key,
    );
    if (same) return same.profile;
    const id = toBase64url(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
    return { id, name: `${method.noun.charAt(0).toUpperCase()}${method.noun.slice(1)}` };
  }
}

/** The extension's own key. */
export function fixedOf({ name, fixed }: ResolvedKey): KeyCredential {
  if (!fixed) throw new AuthError('provider-not-configured', `${name} has no key of this extension.`);
  return fixed;
}

function credentialOf({ method }: ResolvedKey, { key, userName }: PastedKey): KeyCredential {
  const accepted = acceptKey(method, key);
  return needsUserName(method)
    ? { key: accepted, userName: acceptUserName(userName ?? '') }
    : { key: accepted };
}

function ofAnotherUser({ name, method }: ResolvedKey): AuthError {
  return new AuthError('key-of-another-user', `This ${method.noun} belongs to another user of ${name}.`);
}
