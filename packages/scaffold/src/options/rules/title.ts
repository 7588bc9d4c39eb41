import { ScaffoldError } from '../../errors.ts';

export const LONGEST_TITLE = 64;

/** Line breaks, other control characters, and characters that change the text direction (UAX #9). */
const REFUSED = String.raw`\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;

/** A surrogate pair is one character with the "u" flag, and two for validators that do not set it. */
const PAIR = String.raw`[\ud800-\udbff][\udc00-\udfff]`;
const CHARACTER = String.raw`(?:[^${REFUSED}\ud800-\udfff]|${PAIR})`;
const VISIBLE = String.raw`(?:[^${REFUSED}\ud800-\udfff\s]|${PAIR})`;

/** The rules below as a JSON Schema: one line that does not consist of spaces. */
export const TITLE_SCHEMA = {
  type: 'string',
  minLength: 1,
  maxLength: LONGEST_TITLE,
  // No \p, which means letters for validators that do not set the "u" flag.
  pattern: `^${CHARACTER}*${VISIBLE}${CHARACTER}*$`,
} as const;

/**
 * Checks the title shown in Docker Desktop's sidebar.
 *
 * @returns the trimmed title
 * @throws {ScaffoldError} `title-invalid`
 */
export function parseTitle(given: string): string {
  const title = given.trim();
  const problem = problemOf(title);
  if (problem === undefined) return title;
  throw new ScaffoldError('title-invalid', `The title ${problem}; use, for example, --title "Sign in".`, {
    suggestion: 'Sign in',
  });
}

/** Docker Desktop, terminals and code reviews would display a title with these characters as another text. */
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
  if (length > LONGEST_TITLE) return `has ${length} characters, but at most ${LONGEST_TITLE} are allowed`;
  return undefined;
}

/** A warning for a title that Docker's validator is reported to reject. */
export function titleWarning(title: string): string | undefined {
  if (!/extension/i.test(title)) return undefined;
  return `The title ${JSON.stringify(title)} contains the word "extension", which Docker's validator is reported to reject; set another --title before you publish.`;
}
