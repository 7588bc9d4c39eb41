import { causeChain } from '../causes.ts';

/** Returns the HTTP status of the response that caused an error. openid-client stores the Response among the causes. */
export function failureStatus(error: unknown): number | undefined {
  const statuses = causeChain(error).map(({ status }) => status);
  return statuses.find((status) => typeof status === 'number');
}

/** Returns whether a status is temporary (RFC 9110 section 15, RFC 6585 section 4, RFC 8470 section 5.2). */
export function isTemporaryStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Returns the status of a temporary HTTP error. Undefined for any other error. */
export function temporaryStatus(error: unknown): number | undefined {
  const status = failureStatus(error);
  return status !== undefined && isTemporaryStatus(status) ? status : undefined;
}
