import { memoryStore } from '../../stores/memory.ts';
import type { StoredAccount, TokenStore } from '../../stores/store.ts';
import { type ScriptedExtension, startScriptedExtension } from './scripted-extension.ts';

/** The account that signs in at a scripted provider. */
export const ADA = 'test:ada';

/** In milliseconds. After this time a call renews an access token that is valid for an hour. */
export const ALMOST_AN_HOUR = 3_590_000;

/** A store in memory that a test can delay or make fail. */
export interface Disk {
  readonly store: TokenStore;
  /** Runs before an account is stored. Set by a test. */
  before: (account: StoredAccount) => Promise<unknown>;
  /** The number of calls of `put`. */
  puts: number;
}

export function createDisk(): Disk {
  const memory = memoryStore();
  const disk: Disk = {
    store: {
      ...memory,
      async put(account) {
        disk.puts += 1;
        await disk.before(account);
        await memory.put(account);
      },
    },
    before: async () => undefined,
    puts: 0,
  };
  return disk;
}

export interface ExpiringSignIn {
  readonly extension: ScriptedExtension;
  /** The extension's clock. */
  readonly clock: { now: number };
  readonly disk: Disk;
  /** Ada's stored account. */
  stored(): Promise<StoredAccount>;
}

/**
 * A scripted extension in which Ada signed in almost an hour ago, so that the next call renews the access token.
 * Received requests and stored accounts are recorded from then on.
 *
 * @param claims further claims of the sign-in's ID token
 */
export async function startExpiringSignIn(claims: object = {}): Promise<ExpiringSignIn> {
  const clock = { now: Date.now() };
  const disk = createDisk();
  const extension = await startScriptedExtension({ now: () => clock.now, store: disk.store });
  const { provider } = extension;
  provider.overrides.token = () => ({ body: provider.tokenResponse({}, claims) });
  await extension.signIn();
  delete provider.overrides.token;
  provider.received.length = 0;
  disk.puts = 0;
  clock.now += ALMOST_AN_HOUR;
  return {
    extension,
    clock,
    disk,
    stored: async () => (await disk.store.get(ADA)) as StoredAccount,
  };
}
