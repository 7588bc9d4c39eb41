import { parseValue } from './syntax.ts';
import { ParseError, positionAt } from './syntax-tree.ts';

/** White space or a token of JSON (RFC 8259). A number ends where no digit or letter follows. */
const TOKEN =
  /[ \t\r\n]+|[{}[\]:,]|"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true|false|null/uy;

/**
 * The first error of a text that is not JSON, with its position. JavaScript, as which the text is parsed, allows more: comments, trailing
 * commas, and other strings and numbers.
 */
export function errorInJson(text: string): ParseError | undefined {
  try {
    parseValue(text);
    return errorInTokens(text);
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
}

function errorInTokens(text: string): ParseError | undefined {
  let comma: number | undefined;
  for (let position = 0; position < text.length; ) {
    TOKEN.lastIndex = position;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) {
      const isComment = /^\/[/*]/.test(text.slice(position, position + 2));
      return new ParseError(
        isComment ? 'JSON allows no comments' : 'Unexpected token',
        positionAt(text, position),
      );
    }
    if (comma !== undefined && /^[}\]]/.test(token))
      return new ParseError('JSON allows no trailing comma', positionAt(text, comma));
    if (token.trim() !== '') comma = token === ',' ? position : undefined;
    position += token.length;
  }
  return undefined;
}
