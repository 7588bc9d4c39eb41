import type { KeySettings } from '../../core/keys/key-settings.ts';
import { Auth, type AuthOptions } from '../../session/auth.ts';
import { memoryStore } from '../../stores/memory.ts';

/** The sign-in engine of an extension whose users paste keys, and which has no other providers. */
export function authWithKeys(keys: readonly KeySettings[], options: Partial<AuthOptions> = {}): Auth {
  return new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 },
    providers: [],
    keys,
    store: memoryStore(),
    read: () => undefined,
    insecureLoopbackIssuer: true,
    ...options,
  });
}
