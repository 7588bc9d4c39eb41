import { isFreeWord } from './source.mjs';

/** What is wrong with an answer, as a sentence; undefined where nothing is. */

/** @param {string} answer */
export function refuseName(answer) {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(answer)) return undefined;
  return 'use words of small letters and digits with hyphens between them, beginning with a letter.';
}

/** @param {string} answer */
export function refuseSentence(answer) {
  if (/^\S.*\.$/.test(answer)) return undefined;
  return 'write one sentence, with its full stop.';
}

/** @param {string} answer */
export function refuseUnlessLine(answer) {
  return /^\S(.*\S)?$/.test(answer) ? undefined : 'write one line, without spaces around it.';
}

/**
 * An https address as others refer to it: without a query or a fragment, and with no braces in it.
 *
 * @param {string} answer
 */
export function refuseAddress(answer) {
  const url = URL.canParse(answer) ? new URL(answer) : undefined;
  if (url?.protocol === 'https:' && !/[{}?#*\s]/.test(answer)) return undefined;
  return 'write an https address without a query, a fragment or a part in braces.';
}

/**
 * A relative path with `/` that stays below where it starts.
 *
 * @param {string} answer
 */
export function refusePath(answer) {
  const segments = answer.split('/');
  if (segments.every((segment) => /^[\w.-]*[\w-]$/.test(segment))) return undefined;
  return 'write a relative path of letters, digits, dots and hyphens, with / between folders.';
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
 * What is wrong with a name whose constant would be called like another.
 *
 * @param {string} name
 * @param {readonly string[]} taken
 */
export function refuseWord(name, taken) {
  const word = camelCase(name);
  if (isFreeWord(word) && !taken.includes(word)) return undefined;
  return `${word} means something already where it would be imported; choose another name.`;
}
