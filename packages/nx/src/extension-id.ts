/** A comment, a string, a name or number, or another character of TypeScript. */
const TOKEN =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|[\w$]+|[^\s\w$]/g;

/** A string without escapes, as the ID of an extension is. */
const STRING = /^(['"`])([\w./-]+)\1$/;

/**
 * The ID in `auth/src/extension.ts`, which is the name of the image. Undefined if it is computed. The generators parse the file. This
 * scanner is for the project graph, which must not load a parser.
 *
 * @example
 * extensionId("export const extension = {\n  id: 'acme/hello',\n};\n"); // 'acme/hello'
 */
export function extensionId(source: string): string | undefined {
  const tokens = (source.match(TOKEN) ?? []).filter((token) => !/^\/[/*]/.test(token));
  const name = tokens.findIndex((token, index) => token === 'extension' && tokens[index - 1] === 'const');
  if (name < 0) return undefined;
  let depth = 0;
  for (let index = tokens.indexOf('=', name) + 1; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    if (/^[{[(]$/.test(token)) depth += 1;
    if (/^[}\])]$/.test(token)) depth -= 1;
    if (depth === 0) return undefined;
    if (depth === 1 && isId(tokens, index)) return STRING.exec(tokens[index + 2] ?? '')?.[2];
  }
  return undefined;
}

/** Whether a token is the name of the member `id`, whose value is one token. */
function isId(tokens: readonly string[], index: number): boolean {
  return (
    /^(['"]?)id\1$/.test(tokens[index] ?? '') &&
    /^[{,]$/.test(tokens[index - 1] ?? '') &&
    tokens[index + 1] === ':' &&
    /^[},]$/.test(tokens[index + 3] ?? '')
  );
}
