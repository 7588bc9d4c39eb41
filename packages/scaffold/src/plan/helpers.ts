/** `lineWidth` in the generated biome.json. */
const LINE_WIDTH = 110;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The helpers that templates may call. parse-template.mjs has a list of them. */
export const helpers: Readonly<Record<string, (...parameters: never[]) => unknown>> = {
  /** A value as JSON text. */
  json: (value: unknown) => present('json', JSON.stringify(value)),
  /**
   * A list of strings as JSON, with the line breaks of Biome: on one line if it fits.
   *
   * @param column of its first character, in a line that is indented by four
   */
  jsonList: (values: readonly string[], column: number) => {
    const items = values.map((value) => JSON.stringify(value));
    const line = `[${items.join(', ')}]`;
    // There may be a comma after it.
    if (column + line.length < LINE_WIDTH) return line;
    return `[\n${items.map((item) => `      ${item}`).join(',\n')}\n    ]`;
  },
  /** A value as a string literal of TypeScript, with the quotes that Biome prefers. */
  ts: (value: string | undefined) => quoted(present('ts', value)),
  /** A value as text or attribute value in HTML. */
  html: (value: string | undefined) =>
    present('html', value).replace(/[&<>"']/g, (character) => entities[character] ?? ''),
  /** A value inside the double quotes of a LABEL, where `\` escapes and `$` starts a variable. */
  label: (value: string | undefined) => oneLine('label', value).replace(/[\\"$]/g, String.raw`\$&`),
  /** A value as text of a Markdown paragraph, heading or table cell. */
  markdown: (value: string | undefined) =>
    oneLine('markdown', value).replace(/[\\`*_[\]<>&|~#]/g, String.raw`\$&`),
  /** A value as one line of a fenced code block. Nothing inside a line can end the block. */
  codeLine: (value: string | undefined) => oneLine('codeLine', value),
  eq: (a: unknown, b: unknown) => a === b,
};

/** Single quotes, unless double ones need fewer escapes. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  const count = (quote: string) => text.split(quote).length;
  if (count("'") > count('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function present(helper: string, value: string | undefined): string {
  if (typeof value !== 'string') throw new TypeError(`{{${helper}}} got no value`);
  return value;
}

/** For places where a line break would start another construct. */
function oneLine(helper: string, value: string | undefined): string {
  const text = present(helper, value);
  if (/\p{Control}|[\u2028\u2029]/u.test(text)) {
    throw new TypeError(`{{${helper}}} got more than one line`);
  }
  return text;
}
