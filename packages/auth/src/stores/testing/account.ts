import type { TokenAccount } from '../store.ts';

/** An account whose secrets contain its name, to search for them. */
export function accountOf(name: string, changes: Partial<TokenAccount> = {}): TokenAccount {
  return {
    id: `oidc:${name}`,
    providerId: 'oidc',
    kind: 'person',
    profile: { id: name, name: `The name of ${name}` },
    scopes: ['openid'],
    accessToken: `access-token-of-${name}`,
    refreshToken: `refresh-token-of-${name}`,
    idToken: `id-token-of-${name}`,
    issuedAt: 1_800_000_000_000,
    signedInAt: 1_800_000_000_000,
    ...changes,
  };
}
