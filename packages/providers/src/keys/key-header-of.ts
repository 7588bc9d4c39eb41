import type { KeyMethod } from './key-method.ts';

/**
 * Returns the header that sends a key.
 *
 * @example
 *   keyHeaderOf(githubKey, 'ghp_…'); // { name: 'authorization', value: 'Bearer ghp_…' }
 *
 * @param userName for `basic`: the user name, without a colon (RFC 7617 section 2)
 * @throws RangeError for `basic` without a user name, or with one that contains a colon
 */
export function keyHeaderOf(
  { name, header }: Pick<KeyMethod, 'name' | 'header'>,
  key: string,
  userName?: string,
): { readonly name: string; readonly value: string } {
  const { scheme, parameter, keyIsUserName } = header;
  if (scheme === 'Basic') {
    const pair = keyIsUserName ? `${key}:` : `${header.userName ?? checkedUserName(name, userName)}:${key}`;
    return { name: header.name, value: `Basic ${base64(pair)}` };
  }
  const credentials = parameter ? `${parameter}=${key}` : key;
  return { name: header.name, value: scheme ? `${scheme} ${credentials}` : credentials };
}

function checkedUserName(name: string, userName: string | undefined): string {
  if (!userName || userName.includes(':'))
    throw new RangeError(`The user name of ${name} is empty or contains a colon.`);
  return userName;
}

/** Of the UTF-8 form, in Node and in a page. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
