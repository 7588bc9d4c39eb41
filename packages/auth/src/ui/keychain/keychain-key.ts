import type { Host } from '@ddext-oauth/providers';
import type { SealKey } from '../seal-key.ts';
import { KeyChanged, type KeychainKeys, type KeychainProgram } from './program.ts';

/** The key in the operating system's keychain, see packages/keychain. */
export type KeychainKey = Pick<SealKey, 'candidates' | 'next' | 'settle'>;

/** The simulator puts this into the user agent. Its backend is another one than that of the host that it simulates. */
const simulated = /Desktop\/simulated\b/;

/**
 * The name of the key in the keychain. Hosts on one machine share the keychain, but each has its own backend, so the name
 * contains the host.
 *
 * @returns `acme/sign-in@docker`, or `acme/sign-in` if the host is unknown
 */
export function keychainAccount(extensionId: string, host: Host | undefined, userAgent: string): string {
  const parts = [host, simulated.test(userAgent) && 'simulated'].filter((part) => part);
  return parts.length === 0 ? extensionId : `${extensionId}@${parts.join('-')}`;
}

/**
 * Stores the key in the keychain. Two pages that open at the same time receive the same key, and the same next key.
 *
 * @param account returns the name of the key
 */
export function keychainKey(run: KeychainProgram, account: () => string): KeychainKey {
  let known: KeychainKeys | undefined;
  const candidates = async () => {
    const keys = await run('get', account());
    known = keys;
    return listed(keys);
  };

  return {
    candidates,
    async next() {
      known = await run('next', account());
      return known.next ?? known.key;
    },
    async settle(key) {
      // Each command starts a process, and without a rotation there is nothing to end.
      if (known?.key === key && known.next === undefined) return undefined;
      try {
        known = await run('settle', account(), await fingerprintOf(key));
        return undefined;
      } catch (error) {
        if (!(error instanceof KeyChanged)) throw error;
        // Only this page still has the key, and the keychain does not take it. The backend gets the one of the keychain.
        const [current] = await candidates();
        return current;
      }
    },
  };
}

function listed({ key, next }: KeychainKeys): readonly string[] {
  return next === undefined ? [key] : [key, next];
}

/** SHA-256, in base64url without padding: arguments of a process are visible to other users. */
async function fingerprintOf(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
