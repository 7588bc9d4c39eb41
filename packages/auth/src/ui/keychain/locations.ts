import { hostOf } from '../host.ts';
import { type KeyLocation, type KeyPlaces, type PageKey, type SealKey, sealKeyIn } from '../seal-key.ts';
import { SignInError } from '../sign-in-error.ts';
import { keychainAccount, keychainKey } from './keychain-key.ts';
import { keychainProgram } from './program.ts';

/** Present while the keychain has the key: its name there. */
const ACCOUNT = 'ddext-oauth.keychain-account';

/**
 * The key is in the operating system's keychain. The extension needs the host program of `@ddext-oauth/keychain`. If the keychain cannot
 * be used, the page is locked and shows why, with a code `keychain-…`. A key that the page has is moved there.
 *
 * @example
 *   const client = createAuthClient(ddClient, { extensionId: 'acme/my-extension', keyLocation: keychain });
 *
 * @throws TypeError without `extensionId`
 */
export const keychain: KeyLocation = (places) => inKeychain(partsOf(places), false);

/**
 * Like {@link keychain}, but the key is in the page's localStorage where the keychain cannot be used, until it can. A key that is in the
 * keychain is not replaced by one in the page: while its keychain is locked, the page is locked.
 *
 * @example
 *   const client = createAuthClient(ddClient, { extensionId: 'acme/my-extension', keyLocation: keychainOrPage });
 *
 * @throws TypeError without `extensionId`
 */
export const keychainOrPage: KeyLocation = (places) => inKeychain(partsOf(places), true);

/**
 * The key is in the page's localStorage. A key that the keychain has is moved there, which needs the host program. Use it to change back,
 * until the users have opened the extension.
 *
 * @example
 *   const client = createAuthClient(ddClient, { extensionId: 'acme/my-extension', keyLocation: pageFromKeychain });
 *
 * @throws TypeError without `extensionId`
 */
export const pageFromKeychain: KeyLocation = (places) => inPage(partsOf(places));

interface Parts {
  readonly page: PageKey;
  readonly keychain: Keychain;
}

function partsOf({ ddClient, open, extensionId }: KeyPlaces): Parts {
  if (extensionId === undefined)
    throw new TypeError('A key in the keychain has the name of the extension. Pass extensionId.');
  const account = () =>
    open().getItem(ACCOUNT) ??
    keychainAccount(extensionId, hostOf(ddClient), globalThis.navigator?.userAgent ?? '');
  return {
    page: sealKeyIn(open),
    keychain: {
      ...keychainKey(keychainProgram(ddClient), account),
      hasKey: () => open().getItem(ACCOUNT) !== null,
      record: () => open().setItem(ACCOUNT, account()),
      forget: () => open().removeItem(ACCOUNT),
    },
  };
}

interface Keychain extends Pick<SealKey, 'candidates' | 'next' | 'settle'> {
  /** Whether the keychain has the key of the backend. */
  hasKey(): boolean;
  record(): void;
  forget(): void;
}

function inPage({ page, keychain }: Parts): SealKey {
  let leaving: readonly string[] = [];
  let keychainProblem: SignInError | undefined;
  return {
    ...page,
    get keychainProblem() {
      return keychainProblem;
    },
    async candidates() {
      [leaving, keychainProblem] = keychain.hasKey() ? await readable(keychain) : [[], undefined];
      return [...(await page.candidates()), ...leaving];
    },
    async settle(key) {
      if (leaving.includes(key)) return (await page.candidates())[0];
      await page.settle(key);
      keychain.forget();
      [leaving, keychainProblem] = [[], undefined];
      return undefined;
    },
  };
}

function inKeychain({ page, keychain }: Parts, mayUsePage: boolean): SealKey {
  let current: string | undefined;
  let keychainProblem: SignInError | undefined;
  const candidates = async () => {
    const [keys, problem] = await readable(keychain);
    keychainProblem = problem;
    [current] = keys;
    if (!problem) return [...keys, ...page.stored()];
    // A new key in the page would not open what the key in the keychain has sealed.
    if (mayUsePage && !keychain.hasKey()) return page.candidates();
    throw problem;
  };

  return {
    ...page,
    candidates,
    get keychainProblem() {
      return keychainProblem;
    },
    async next() {
      if (current === undefined) await candidates();
      return current === undefined ? page.next() : keychain.next();
    },
    async settle(key) {
      if (current === undefined) return page.settle(key);
      if (page.stored().includes(key)) return current;
      const instead = await keychain.settle(key);
      if (instead !== undefined) return instead;
      keychain.record();
      page.remove();
      return undefined;
    },
  };
}

/** The keys in the keychain, or the problem with it. */
async function readable(
  keychain: Pick<SealKey, 'candidates'>,
): Promise<readonly [keys: readonly string[], problem: SignInError | undefined]> {
  try {
    return [await keychain.candidates(), undefined];
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    return [[], error];
  }
}
