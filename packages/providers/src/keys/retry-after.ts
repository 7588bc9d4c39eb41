import type { VerificationResponse } from './key-verdict.ts';

/** The seconds in `retry-after` (RFC 9110 section 10.2.3). Dates are omitted: they would need the clock. */
export function retryAfterOf(response: VerificationResponse): number | undefined {
  const seconds = 'failure' in response ? undefined : response.headers['retry-after'];
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) : undefined;
}
