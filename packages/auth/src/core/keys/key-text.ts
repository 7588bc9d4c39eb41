import { checkKey, type KeyForm } from '@ddext-oauth/providers';
import { AuthError } from '../errors.ts';

/** Longer than any known key, and shorter than what a server accepts as a header. */
const LONGEST_KEY = 8192;
/** In characters. */
const LONGEST_USER_NAME = 255;

/**
 * Returns a pasted key without surrounding whitespace. Text that passes is one header value of visible ASCII characters
 * (RFC 9110 section 5.5), so it cannot add a header.
 *
 * @throws AuthError `key-malformed`. The message never contains the text
 */
export function acceptKey(form: KeyForm, pasted: string): string {
  if (pasted.length > LONGEST_KEY) {
    const message = `This text has ${pasted.length} characters. Paste your ${form.noun} from ${form.name}.`;
    throw new AuthError('key-malformed', message);
  }
  const checked = checkKey(form, pasted);
  if ('fault' in checked) throw new AuthError('key-malformed', checked.message);
  return checked.key;
}

/**
 * Returns a user name for `Authorization: Basic` (RFC 7617 section 2), which has no colon and no control characters.
 *
 * @throws AuthError `key-malformed`
 */
export function acceptUserName(entered: string): string {
  const userName = entered.trim();
  const advice = 'Enter the name that you sign in with at the provider.';
  if (userName === '') throw new AuthError('key-malformed', 'The user name is missing.', { advice });
  if (userName.length > LONGEST_USER_NAME || /[:\p{Cc}\p{Cs}]/u.test(userName)) {
    throw new AuthError('key-malformed', 'The user name is not valid.', { advice });
  }
  return userName;
}
