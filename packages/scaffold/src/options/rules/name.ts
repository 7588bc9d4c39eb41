import { ScaffoldError } from '../../errors.ts';

const LONGEST = 64;

/** Valid both as an npm package name and as the last part of a Docker image name. */
const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/**
 * Names that match the pattern and would fail later: those that npm reserves, the folders of the generated workspace, which Nx projects
 * are named after, and devices on Windows.
 */
const RESERVED = new Set([
  ...['node_modules', 'favicon.ico'],
  ...['auth', 'backend', 'ui'],
  ...['con', 'prn', 'aux', 'nul', ...Array.from('123456789').flatMap((n) => [`com${n}`, `lpt${n}`])],
]);

/**
 * Checks the name of an extension, which is the base name of its directory.
 *
 * @throws {ScaffoldError} `name-invalid`, with a valid name as suggestion
 */
export function parseName(given: string): string {
  const problem = problemOf(given);
  if (problem === undefined) return given;
  const suggestion = suggestName(given);
  throw new ScaffoldError(
    'name-invalid',
    `The directory name ${JSON.stringify(given)} cannot name an extension: ${problem}; try ${JSON.stringify(suggestion)}.`,
    { suggestion },
  );
}

function problemOf(name: string): string | undefined {
  if (!NAME.test(name)) {
    return 'it takes lower-case letters and digits, with single ".", "_" or "-" between them';
  }
  if (name.length > LONGEST) return `it may have at most ${LONGEST} characters`;
  if (RESERVED.has(name.split('.')[0] ?? '') || RESERVED.has(name)) return 'this name is reserved';
  return undefined;
}

function suggestName(given: string): string {
  const plain = given
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-|-$/g, '');
  if (plain === '') return 'my-extension';
  return problemOf(plain) === undefined ? plain : `my-${plain}`;
}

/** `my-extension` -> `My Extension`, at most `longest` characters. */
export function titleOf(name: string, longest: number): string {
  const words = name.split(/[._-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join(' ').slice(0, longest).trimEnd();
}
