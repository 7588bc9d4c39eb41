import { stringKey } from './strings.ts';
import { type ContentToken, collapsed, tokensOf } from './tokens.ts';

const BLOCK_SCALAR = /^[|>][-+\d]*$/;

/**
 * The tokens of YAML: the same for each indentation, each kind of quotes and each width of flow collections. Nesting is a part of the
 * keys. A parser is not needed for this, and would double the size of `create-ddext-oauth`.
 */
export function yamlTokens(text: string): ContentToken[] {
  return new Scanner(text).tokens;
}

class Scanner {
  readonly tokens: ContentToken[] = [];
  readonly #text: string;
  /** The columns of the collections around the current line, outermost first. */
  readonly #columns: number[] = [];
  #flow = 0;
  /** The number of tokens after the last plain scalar, which the next line may continue. */
  #plainEnd = 0;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    while (this.#at < text.length) this.#line();
  }

  #line(): void {
    const start = this.#at;
    const indentation = /^ */.exec(this.#rest())?.[0].length ?? 0;
    this.#at += indentation;
    const first = this.tokens.length;
    const continues =
      this.#plainEnd === first &&
      first > 0 &&
      this.#flow === 0 &&
      !/^-\s|:(\s|$)|^#|^\s*$/.test(this.#restOfLine());
    if (!/^(\s*$|#)/.test(this.#restOfLine()) && this.#flow === 0) this.#nest(start);
    if (continues) this.#plain(this.#restOfLine());
    while (this.#at < this.#text.length && this.#text[this.#at] !== '\n') this.#token();
    this.#joinScalar(first);
    const owner = this.tokens.slice(first).findLast(({ key }) => !key.startsWith('#'));
    this.#at += 1;
    if (owner && this.#flow === 0 && BLOCK_SCALAR.test(owner.key)) this.#blockScalar(indentation);
  }

  /** A line without a key continues the scalar of the line before. */
  #joinScalar(first: number): void {
    const line = this.tokens.slice(first);
    if (!line[0]?.key.startsWith('>') || line.some(({ key }) => key === ':')) return;
    this.tokens.splice(first, 1);
    if (this.#plainEnd > first) this.#plainEnd -= 1;
  }

  /** Notes how deep a line is. An item of a list may have the column of the key that contains the list. */
  #nest(lineStart: number): void {
    const isItem = /^-(\s|$)/.test(this.#restOfLine());
    const column = this.#at - lineStart + (isItem ? 0.5 : 0);
    while ((this.#columns.at(-1) ?? -1) > column) this.#columns.pop();
    if (this.#columns.at(-1) !== column) this.#columns.push(column);
    this.#add(`${isItem ? '-' : '>'}${this.#columns.length}`, this.#at, this.#at + (isItem ? 1 : 0));
    if (!isItem) return;
    this.#at += 1 + (/^ */.exec(this.#text.slice(this.#at + 1))?.[0].length ?? 0);
    if (!/^(\s*$|#)/.test(this.#restOfLine())) this.#nest(lineStart);
  }

  #token(): void {
    const rest = this.#restOfLine();
    const space = /^\s+/.exec(rest)?.[0].length;
    const quoted = /^(?:"(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*')/.exec(this.#rest())?.[0];
    const isComment = rest.startsWith('#') && /^$|\s/.test(this.#text[this.#at - 1] ?? '');
    if (space) this.#at += space;
    else if (isComment) this.#take(rest, collapsed(rest));
    else if (quoted) this.#take(quoted, quotedKey(quoted));
    else if (/^[[{]/.test(rest)) this.#bracket(rest, 1);
    else if (this.#flow > 0 && /^[\]}]/.test(rest)) this.#bracket(rest, -1);
    else if (this.#flow > 0 && rest.startsWith(',')) this.#comma();
    else if (/^:(\s|$)/.test(rest) || (this.#flow > 0 && rest.startsWith(':'))) this.#take(':', ':');
    else this.#plain(rest);
  }

  #plain(rest: string): void {
    const end = this.#flow > 0 ? /:(?=\s|$)|\s#|[,[\]{}]/ : /:(?=\s|$)|\s#/;
    const length = end.exec(rest)?.index ?? rest.length;
    const scalar = rest.slice(0, Math.max(length, 1)).trimEnd();
    for (const { key, start, end } of tokensOf(scalar, /\S+/g))
      this.#add(key, this.#at + start, this.#at + end);
    this.#at += scalar.length;
    this.#plainEnd = this.tokens.length;
  }

  #bracket(rest: string, step: 1 | -1): void {
    this.#flow += step;
    this.#take(rest.charAt(0), rest.charAt(0));
  }

  /** A comma at the end of a flow collection is formatting. */
  #comma(): void {
    if (/^,\s*[\]}]/.test(this.#rest())) this.#at += 1;
    else this.#take(',', ',');
  }

  /** The lines of a block scalar without their common indentation. */
  #blockScalar(indentation: number): void {
    const lines: { readonly text: string; readonly start: number }[] = [];
    while (this.#at < this.#text.length) {
      const text = this.#restOfLine();
      if (text.trim() !== '' && text.search(/\S/) <= indentation) break;
      lines.push({ text: text.trimEnd(), start: this.#at });
      this.#at += text.length + 1;
    }
    const common = Math.min(...lines.filter(({ text }) => text !== '').map(({ text }) => text.search(/\S/)));
    for (const { text, start } of lines) {
      if (text !== '') this.#add(`  ${text.slice(common)}`, start, start + text.length);
    }
  }

  #take(source: string, key: string): void {
    this.#add(key, this.#at, this.#at + source.length);
    this.#at += source.length;
  }

  #add(key: string, start: number, end: number): void {
    this.tokens.push({ key, start, end });
  }

  #rest(): string {
    return this.#text.slice(this.#at);
  }

  #restOfLine(): string {
    const end = this.#text.indexOf('\n', this.#at);
    return this.#text.slice(this.#at, end < 0 ? undefined : end);
  }
}

function quotedKey(quoted: string): string {
  const folded = quoted.replace(/\s*\n\s*/g, ' ');
  return folded.startsWith('"')
    ? stringKey(folded)
    : JSON.stringify(folded.slice(1, -1).replaceAll("''", "'"));
}
