import { isIdentifier } from './source.mjs';

/** Each validator returns what to change in an answer, as a sentence; undefined for a valid answer. */

/** @param {string} answer */
export function validateName(answer) {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(answer)) return undefined;
  return 'use lowercase letters, digits and hyphens, and start with a letter.';
}

/** @param {string} answer */
export function validateSentence(answer) {
  if (/^\S.*\.$/.test(answer)) return undefined;
  return 'write one sentence that ends with a period.';
}

/** @param {string} answer */
export function validateLine(answer) {
  return /^\S(.*\S)?$/.test(answer) ? undefined : 'write one line, without spaces around it.';
}

/**
 * An https URL without a query, a fragment or braces.
 *
 * @param {string} answer
 */
export function validateUrl(answer) {
  const url = URL.canParse(answer) ? new URL(answer) : undefined;
  if (url?.protocol === 'https:' && !/[{}?#*\s]/.test(answer)) return undefined;
  return 'write an https URL without a query, a fragment or a placeholder in braces.';
}

/**
 * A relative path with `/` that does not leave its folder.
 *
 * @param {string} answer
 */
export function validatePath(answer) {
  const segments = answer.split('/');
  if (segments.every((segment) => /^[\w.-]*[\w-]$/.test(segment))) return undefined;
  return 'write a relative path of letters, digits, dots and hyphens, with / as the separator.';
}

/**
 * `login-with-amazon` -> `loginWithAmazon`, as the scaffold's templates expect it.
 *
 * @param {string} name
 */
export function camelCase(name) {
  return name.replace(/-(\w)/g, (_hyphen, letter) => letter.toUpperCase());
}

/**
 * Rejects a name whose constant would collide with another identifier.
 *
 * @param {string} name
 * @param {readonly string[]} taken
 */
export function validateIdentifier(name, taken) {
  const word = camelCase(name);
  if (isIdentifier(word) && !taken.includes(word)) return undefined;
  return `${word} is already an identifier in the file that imports it; choose another name.`;
}
