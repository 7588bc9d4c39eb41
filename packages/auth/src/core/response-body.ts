/** The members of a JSON object, or the parameters of a form. Nothing is known of any of them. */
export type Members = Readonly<Record<string, unknown>>;

/** Where a provider that writes a form says so, or says nothing: GitHub without Accept, older Facebook, Stack Exchange. */
const formTypes = new Set(['application/x-www-form-urlencoded', 'text/plain', '']);

/** What a form of a token endpoint has one of (RFC 6749 sections 5.1 and 5.2). */
const formMarks = ['access_token', 'error'];

/** A form is one word: prose and markup with an equals sign in it are not forms. */
const formSyntax = /^[^\s<>"{}]+$/;

/**
 * The members of a response's body, whatever its content type says; undefined where it is neither a JSON object nor a
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
