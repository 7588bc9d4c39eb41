import type { KeyMethod } from './key-method.ts';
import { knownPrefixes } from './known-prefixes.ts';

/** Why a pasted text cannot be a key of a provider. */
export type KeyFault =
  | 'empty'
  | 'several-lines'
  | 'whitespace'
  | 'characters'
  | 'masked'
  | 'url'
  | 'other-credential'
  | 'prefix'
  | 'length';

/** The result of {@link checkKey}: the key without surrounding whitespace, or what is wrong with the text. */
export type CheckedKey =
  | { readonly key: string }
  | {
      readonly fault: KeyFault;
      /** A sentence for the user. It never contains the text. */
      readonly message: string;
    };

/** What the check needs to know of a method. */
export type KeyForm = Pick<KeyMethod, 'name' | 'noun' | 'format'>;

/** A check of a text, which returns the rest of "This …" for a text that fails. */
type Check = (text: string, method: KeyForm) => string | undefined;

/** The checks in their order. The first that fails decides. */
const checks: readonly (readonly [KeyFault, Check])[] = [
  ['empty', (text) => (text === '' ? 'field is empty' : undefined)],
  ['several-lines', (text) => (/[\r\n]/.test(text) ? 'text has several lines' : undefined)],
  ['url', (text) => (/^https?:\/\//i.test(text) ? 'is a URL' : undefined)],
  ['other-credential', otherCredential],
  ['whitespace', (text) => (/\s/.test(text) ? 'text has a space in it' : undefined)],
  [
    'masked',
    (text) => (/\*{3}|•|…|\.{3}/.test(text) ? 'is a shortened key, as a console shows it later' : undefined),
  ],
  // A header has visible ASCII characters only (RFC 9110 section 5.5).
  ['characters', (text) => (/[^\x21-\x7e]/.test(text) ? 'text has characters that no key has' : undefined)],
  ['prefix', missingPrefix],
  ['length', wrongLength],
];

/**
 * Checks a pasted text before it is sent anywhere. Text that passes can still be expired or revoked: only the
 * verification request shows that.
 *
 * @example
 *   checkKey(githubKey, 'gho_16C7e42F292c6912E7710c838347Ae178B4a'); // { fault: 'other-credential', message: '…' }
 */
export function checkKey(method: KeyForm, text: string): CheckedKey {
  const key = text.trim();
  for (const [fault, check] of checks) {
    const found = check(key, method);
    if (found)
      return { fault, message: `This ${found}. Paste ${withArticle(method.noun)} of ${method.name}.` };
  }
  return { key };
}

function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

function otherCredential(
  text: string,
  { name, format: { prefixes, others = {} } }: KeyForm,
): string | undefined {
  if (/^(?:bearer|basic|token)\s/i.test(text)) return 'is a header with a scheme before the key';
  if (text.startsWith('-----BEGIN ')) return 'is a certificate or a private key';
  const [, what] = Object.entries(others).find(([prefix]) => text.startsWith(prefix)) ?? [];
  if (what) return `is ${what}`;
  // The check of the prefix finds them otherwise.
  if (prefixes) return undefined;
  const [, owner] = knownPrefixes.find(([prefix]) => text.startsWith(prefix)) ?? [];
  return owner === undefined || owner === name ? undefined : `is a key of ${owner}`;
}

function missingPrefix(text: string, { format: { prefixes } }: KeyForm): string | undefined {
  if (!prefixes || prefixes.some((prefix) => text.startsWith(prefix))) return undefined;
  return `does not begin with ${prefixes.join(' or ')}`;
}

function wrongLength(text: string, { format: { length } }: KeyForm): string | undefined {
  if (!length || (text.length >= length.min && text.length <= length.max)) return undefined;
  const { min, max } = length;
  return `has ${text.length} characters instead of ${min === max ? min : `${min} to ${max}`}`;
}
