import { ScaffoldError } from '../../errors.ts';

/** A path component of an image reference. @see https://pkg.go.dev/github.com/distribution/reference */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const LONGEST = 255;

/** The same rules as a JSON Schema. */
export const IMAGE_SCHEMA = {
  type: 'string',
  maxLength: LONGEST,
  pattern: '^(?!localhost/)[a-z0-9]+(?:(?:_|__|-+)[a-z0-9]+)*/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*$',
} as const;

/** What can be wrong with an image name, the most specific problem first. */
const PROBLEMS: readonly (readonly [test: (image: string) => boolean, problem: string])[] = [
  [(image) => image === '', 'is empty'],
  [(image) => image.includes('@') || /:[^/]*$/.test(image), 'must not carry a tag or a digest'],
  [(image) => /[A-Z]/.test(image), 'must be in lower case'],
  [(image) => image.split('/').length !== 2, 'must have the form ORG/NAME'],
  // For Docker, a first part with a period is the host of a registry, and so is "localhost".
  [
    (image) => /^([^/]*\.[^/]*|localhost)\//.test(image),
    'must begin with an organization, not with a registry',
  ],
  [(image) => image.length > LONGEST, `may have at most ${LONGEST} characters`],
  [
    (image) => !image.split('/').every((part) => COMPONENT.test(part)),
    'takes letters and digits, with ".", "_" or "-" between them',
  ],
];

/**
 * Checks an image name, which is also the extension's ID.
 *
 * @throws {ScaffoldError} `image-invalid`, with a valid name as suggestion
 */
export function parseImage(given: string, name: string): string {
  const problem = PROBLEMS.find(([test]) => test(given))?.[1];
  if (problem === undefined) return given;
  const suggestion = suggestImage(given, name);
  throw new ScaffoldError(
    'image-invalid',
    `The image name ${JSON.stringify(given)} ${problem}; try --image ${suggestion}.`,
    { suggestion },
  );
}

function suggestImage(given: string, name: string): string {
  const parts = given
    .toLowerCase()
    .replace(/@.*$|:[^/]*$/, '')
    .split('/')
    .map((part) => part.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''))
    .filter((part) => part !== '')
    .slice(-2);
  const [org = 'my-org', own = name] = parts.length === 2 ? parts : [undefined, parts[0]];
  const suggestion = `${org}/${own}`;
  return PROBLEMS.some(([test]) => test(suggestion)) ? `my-org/${name}` : suggestion;
}
