import type { StoredAccount } from '../../stores/store.ts';

/** An access token is renewed this long before it ends, or in the last tenth of a life shorter than ten minutes. */
const MARGIN_MS = 60_000;

/**
 * Whether an account's access token can be used.
 *
 * @param rejected an access token that an API has just refused
 * @param now milliseconds since the epoch
 */
export function hasGoodToken(account: StoredAccount, rejected: string | undefined, now: number): boolean {
  if (account.renewal || account.accessToken === rejected) return false;
  const { issuedAt, expiresAt = issuedAt } = account;
  // An unknown lifetime is no reason to renew it: the first 401 is. With a lifetime of 0 each call would renew it.
  if (expiresAt === issuedAt) return true;
  const margin = Math.min(MARGIN_MS, (expiresAt - issuedAt) / 10);
  return now < expiresAt - margin;
}
