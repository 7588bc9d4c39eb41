/** The members of a JSON object, or the parameters of a form. They are not validated. */
export type Members = Readonly<Record<string, unknown>>;

/** Content types of a form: GitHub without Accept, older Facebook, Stack Exchange. */
const formTypes = new Set(['application/x-www-form-urlencoded', 'text/plain', '']);

/** A form of a token endpoint contains one of these (RFC 6749 sections 5.1 and 5.2). */
const formMarks = ['access_token', 'error'];

/** A form has no spaces or markup, unlike prose with an equals sign. */
const formSyntax = /^[^\s<>"{}]+$/;

/**
 * Parses the members of a response's body, whatever its content type. Undefined if it is neither a JSON object nor a
 * form.
 */
export function parseMembers(text: string, response: Response): Members | undefined {
  const json = parseJson(text);
  if (json !== undefined) return isMembers(json) ? json : undefined;
  return formTypes.has(mediaType(response)) ? parseForm(text.trim()) : undefined;
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseForm(text: string): Members | undefined {
  if (!formSyntax.test(text)) return undefined;
  const form = new URLSearchParams(text);
  return formMarks.some((mark) => form.has(mark)) ? Object.fromEntries(form) : undefined;
}

function mediaType(response: Response): string {
  const type = (response.headers.get('content-type') ?? '').replace(/;.*/, '');
  return type.trim().toLowerCase();
}
