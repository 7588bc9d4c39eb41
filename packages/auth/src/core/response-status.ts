import { causeChain } from './causes.ts';

/** The HTTP status of the answer behind an error; openid-client keeps the Response among the causes. */
export function failureStatus(error: unknown): number | undefined {
  const statuses = causeChain(error).map(({ status }) => status);
  return statuses.find((status) => typeof status === 'number');
}

/** Whether a status says "not now" rather than "no" (RFC 9110 section 15, RFC 6585 section 4, RFC 8470 section 5.2). */
export function isTemporaryStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** The status of an answer that says "not now"; undefined for any other error. */
export function temporaryStatus(error: unknown): number | undefined {
  const status = failureStatus(error);
  return status !== undefined && isTemporaryStatus(status) ? status : undefined;
}
