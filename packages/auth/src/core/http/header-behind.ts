import { causeChain } from '../causes.ts';

/**
 * Returns a header of the response that caused an error. openid-client stores the Response as a cause, or as a member
 * of the error.
 */
export function headerBehind(error: unknown, name: string): string | undefined {
  for (const cause of causeChain(error)) {
    const { headers } = (cause.response ?? cause) as { readonly headers?: Partial<Headers> };
    if (typeof headers?.get === 'function') return headers.get(name) ?? undefined;
  }
  return undefined;
}
