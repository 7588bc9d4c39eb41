import type { TokenAccount } from '../../stores/store.ts';

/** An access token is renewed this long before it expires, or in the last tenth of a lifetime under ten minutes. */
const MARGIN_MS = 60_000;

/**
 * Returns whether an account's access token can be used.
 *
 * @param rejected an access token that an API has rejected
 * @param now milliseconds since the epoch
 */
export function hasGoodToken(account: TokenAccount, rejected: string | undefined, now: number): boolean {
  if (account.renewal || account.accessToken === rejected) return false;
  const { issuedAt, expiresAt = issuedAt } = account;
  // A token with an unknown lifetime is renewed after a 401. With a lifetime of 0, each call would renew it.
  if (expiresAt === issuedAt) return true;
  const margin = Math.min(MARGIN_MS, (expiresAt - issuedAt) / 10);
  return now < expiresAt - margin;
}
