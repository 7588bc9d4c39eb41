import { AuthError } from '../../core/errors.ts';

/** @throws AuthError `response-invalid` without exactly one state */
export function stateOf(query: URLSearchParams): string {
  const states = query.getAll('state');
  if (states.length === 1 && states[0]) return states[0];
  throw new AuthError('response-invalid', 'This is not a response to a sign-in.');
}

/** Another provider's code must not reach this one's token endpoint (RFC 9700 section 4.4). */
export function mixedUp(): AuthError {
  const message = 'The response came to the redirect URI of another provider. No code was exchanged.';
  return new AuthError('response-invalid', message);
}

export function unexpectedCallback(): AuthError {
  const message = 'This page was opened with a response that you did not request. It was ignored.';
  return new AuthError('callback-unexpected', message);
}
