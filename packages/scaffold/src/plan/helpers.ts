/** Of the generated biome.json. */
const LINE_WIDTH = 110;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The helpers that templates may call; parse-template.mjs names the same. */
export const helpers: Readonly<Record<string, (...parameters: never[]) => unknown>> = {
  /** A value as JSON text. */
  json: (value: unknown) => present('json', JSON.stringify(value)),
  /**
   * A list of texts as JSON, as Biome would break it: in one line where it fits.
   *
   * `column` is where it begins, in a line that is indented by four.
   */
  jsonList: (values: readonly string[], column: number) => {
    const items = values.map((value) => JSON.stringify(value));
    const line = `[${items.join(', ')}]`;
    // A comma may follow.
    if (column + line.length < LINE_WIDTH) return line;
    return `[\n${items.map((item) => `      ${item}`).join(',\n')}\n    ]`;
  },
  /** A value as a string of TypeScript source, in the quotes that Biome would choose. */
  ts: (value: string | undefined) => quoted(present('ts', value)),
  /** A value as text or an attribute's value of an HTML document. */
  html: (value: string | undefined) =>
    present('html', value).replace(/[&<>"']/g, (character) => entities[character] ?? ''),
  /** A value within the double quotes of a Dockerfile's LABEL, where `\` escapes and `$` begins a variable. */
  label: (value: string | undefined) => oneLine('label', value).replace(/[\\"$]/g, String.raw`\$&`),
  /** A value as text of a Markdown paragraph, heading or cell of a table. */
  markdown: (value: string | undefined) =>
    oneLine('markdown', value).replace(/[\\`*_[\]<>&|~#]/g, String.raw`\$&`),
  /** A value as one line of a block of code, which nothing within a line can end. */
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
  if (typeof value !== 'string') throw new TypeError(`{{${helper}}} was given nothing`);
  return value;
}

/** Where a line break would begin something else. */
function oneLine(helper: string, value: string | undefined): string {
  const text = present(helper, value);
  if (/\p{Control}|[\u2028\u2029]/u.test(text)) {
    throw new TypeError(`{{${helper}}} was given more than one line`);
  }
  return text;
}
