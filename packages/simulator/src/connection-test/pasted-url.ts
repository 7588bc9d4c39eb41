import { SimulatorError } from '../errors.ts';

const longest = 16_384;

/**
 * The query of the final URL of a browser, pasted by the user.
 *
 * @throws SimulatorError `connection-test-failed` if it is not a URL, or contains no authorization response
 */
export function pastedUrlQuery(address: string): string {
  const text = address.trim();
  if (text.length > longest || !URL.canParse(text)) {
    throw new SimulatorError(
      'connection-test-failed',
      'This is not a URL. Copy all of it, including the scheme, as in http://127.0.0.1:53682/callback/github?code=….',
    );
  }
  const { search, searchParams } = new URL(text);
  if (searchParams.has('code') || searchParams.has('error')) return search;
  throw new SimulatorError(
    'connection-test-failed',
    'The query of this URL contains neither a code nor an error. The provider has not redirected the browser yet.',
  );
}
