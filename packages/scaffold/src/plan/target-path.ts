import { ScaffoldError } from '../errors.ts';

/**
 * The path of a generated file, relative to the target. `dot-NAME` becomes `.NAME`, and `__a.b__` becomes the value `a.b` of the
 * context.
 *
 * @throws {ScaffoldError} `template-invalid` if the context has no such text, `path-unsafe`
 */
export function targetPath(templatePath: string, context: object): string {
  const path = templatePath
    .split('/')
    .map((segment) =>
      segment.replace(/^dot-/, '.').replace(/__([\w.]+?)__/g, (_, key) => lookUp(key, context)),
    )
    .join('/');
  return safePath(path);
}

function lookUp(key: string, context: object): string {
  const value = key.split('.').reduce<unknown>((object, step) => own(object, step), context);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new ScaffoldError(
    'template-invalid',
    `The path of a template contains __${key}__, but the context has no text with this name.`,
  );
}

function own(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, key)
    ? (object as Record<string, unknown>)[key]
    : undefined;
}

/** Segments that are not allowed in a path. Windows could not check out files with the last two. */
const UNSAFE_SEGMENTS: readonly RegExp[] = [
  /^\.{0,2}$/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for control characters.
  /[\u0000-\u001f<>:"|?*\\]/,
  /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i,
  /[. ]$/,
];

/**
 * Accepts a relative POSIX path that does not leave its directory on any operating system.
 *
 * @throws {ScaffoldError} `path-unsafe`
 */
export function safePath(path: string): string {
  const unsafe = path.split('/').some((segment) => UNSAFE_SEGMENTS.some((pattern) => pattern.test(segment)));
  if (unsafe)
    throw new ScaffoldError('path-unsafe', `The path ${JSON.stringify(path)} is not safe to write.`);
  return path;
}
