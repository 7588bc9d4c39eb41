import { ScaffoldError } from '../../errors.ts';

export const LONGEST_TITLE = 64;

/** Line breaks and other control characters, and those that change the direction of the text around them (UAX #9). */
const REFUSED = String.raw`\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;

/** A pair of surrogates is one character where the "u" flag is set, and two where a validator leaves it out. */
const PAIR = String.raw`[\ud800-\udbff][\udc00-\udfff]`;
const CHARACTER = String.raw`(?:[^${REFUSED}\ud800-\udfff]|${PAIR})`;
const VISIBLE = String.raw`(?:[^${REFUSED}\ud800-\udfff\s]|${PAIR})`;

/** The rules below as a JSON Schema: one line, and not of spaces alone. */
export const TITLE_SCHEMA = {
  type: 'string',
  minLength: 1,
  maxLength: LONGEST_TITLE,
  // Without \p, which a validator that leaves out the "u" flag would take for letters.
  pattern: `^${CHARACTER}*${VISIBLE}${CHARACTER}*$`,
} as const;

/**
 * Checks the title shown in Docker Desktop's sidebar.
 *
 * @returns the title without space at its ends
 * @throws {ScaffoldError} `title-invalid`
 */
export function parseTitle(given: string): string {
  const title = given.trim();
  const problem = problemOf(title);
  if (problem === undefined) return title;
  throw new ScaffoldError('title-invalid', `The title ${problem}; give something like --title "Sign in".`, {
    suggestion: 'Sign in',
  });
}

/** Docker Desktop, a terminal and a review show such a title as something else than it is. */
const PROBLEMS = [
  { found: /\p{Control}|[\u2028\u2029]/u, problem: 'must be one line without control characters' },
  {
    found: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
    problem: 'must not contain characters that change the direction of text, such as U+202E',
  },
  { found: /\p{Surrogate}/u, problem: 'must not contain half of a surrogate pair' },
] as const;

function problemOf(title: string): string | undefined {
  if (title === '') return 'is empty';
  return PROBLEMS.find(({ found }) => found.test(title))?.problem ?? lengthProblemOf(title);
}

function lengthProblemOf(title: string): string | undefined {
  const { length } = [...title];
  if (length > LONGEST_TITLE) return `has ${length} characters, and ${LONGEST_TITLE} are the most`;
  return undefined;
}

/** What a title may cost later, as a sentence. Docker's validator has been reported to refuse this word. */
export function titleWarning(title: string): string | undefined {
  if (!/extension/i.test(title)) return undefined;
  return `The title ${JSON.stringify(title)} contains the word "extension", which Docker's validator has been reported to refuse; pass --title before you publish.`;
}
