import { ScaffoldError } from '../errors.ts';

export const LONGEST_TITLE = 64;

const ONE_LINE = '[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]';

/** The rules below as a JSON Schema: one line, and not of spaces alone. */
export const TITLE_SCHEMA = {
  type: 'string',
  minLength: 1,
  maxLength: LONGEST_TITLE,
  // Without \p, which a validator that leaves out the "u" flag would take for letters.
  pattern: `^${ONE_LINE}*[^\\u0000-\\u001f\\u007f-\\u009f\\s]${ONE_LINE}*$`,
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

function problemOf(title: string): string | undefined {
  if (title === '') return 'is empty';
  if (/\p{Control}|[\u2028\u2029]/u.test(title)) return 'must be one line without control characters';
  const { length } = [...title];
  if (length > LONGEST_TITLE) return `has ${length} characters, and ${LONGEST_TITLE} are the most`;
  return undefined;
}

/** What a title may cost later, as a sentence. Docker's validator has been reported to refuse this word. */
export function titleWarning(title: string): string | undefined {
  if (!/extension/i.test(title)) return undefined;
  return `The title ${JSON.stringify(title)} contains the word "extension", which Docker's validator has been reported to refuse; pass --title before you publish.`;
}
