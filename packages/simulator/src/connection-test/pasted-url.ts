import { SimulatorError } from '../errors.ts';

const longest = 16_384;

/**
 * The query of the address that a browser ended at, which a user copied.
 *
 * @throws SimulatorError `connection-test-failed` where it is no address, or carries no answer
 */
export function pastedUrlQuery(address: string): string {
  const text = address.trim();
  if (text.length > longest || !URL.canParse(text)) {
    throw new SimulatorError(
      'connection-test-failed',
      'This is not an address. Copy the whole of it, from the scheme on, as in http://127.0.0.1:53682/callback/github?code=….',
    );
  }
  const { search, searchParams } = new URL(text);
  if (searchParams.has('code') || searchParams.has('error')) return search;
  throw new SimulatorError(
    'connection-test-failed',
    'This address has neither a code nor an error in its query: the browser has not been sent back yet.',
  );
}
